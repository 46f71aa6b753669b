import type {Camera, Transform} from "./camera.js";
import {heatOf, paintHeat} from "./draw-heat.js";
import {drawPoints, pointSize} from "./draw-points.js";
import type {MapColors} from "./map-colors.js";
import type {PointSet} from "./point-set.js";

export interface PixelLayer {
  clear(): void;
  /** @param isBeside whether the points are the smaller places beside bubbles */
  drawPoints(
    points: PointSet,
    camera: Camera,
    transform: Transform,
    colors: MapColors,
    isBeside: boolean
  ): void;
  /** Returns how many events there are near the hottest spot in view. */
  drawHeat(points: PointSet, camera: Camera, transform: Transform, colors: MapColors): number;
}

/** Points or heat, drawn pixel by pixel on a canvas of their own. */
export function pixelLayer(canvas: HTMLCanvasElement): PixelLayer {
  const context = canvas.getContext("2d");
  const small = document.createElement("canvas");
  let buffer: {readonly image: ImageData; readonly words: Uint32Array} | undefined;
  const clear = () => context?.clearRect(0, 0, canvas.width, canvas.height);
  return {
    clear,
    drawPoints(points, camera, transform, colors, isBeside) {
      if (context === null) return;
      const gap = fanGap(transform.k, points.crowd, camera.size.height);
      const visible = points.place(camera, transform, gap);
      if (buffer?.image.width !== canvas.width || buffer.image.height !== canvas.height) {
        const image = context.createImageData(canvas.width, canvas.height);
        buffer = {image, words: new Uint32Array(image.data.buffer)};
      }
      const ratio = canvas.width / camera.size.width;
      const size = isBeside ? 5 : pointSize(visible, gap);
      drawPoints(buffer.words, canvas.width, ratio, points, colors.points, size);
      context.putImageData(buffer.image, 0, 0);
    },
    drawHeat(points, camera, transform, colors) {
      points.place(camera, transform, 0);
      const heat = heatOf(points, camera.size);
      small.width = heat.width;
      small.height = heat.height;
      const image = new ImageData(heat.width, heat.height);
      paintHeat(new Uint32Array(image.data.buffer), heat, colors.ramp);
      small.getContext("2d")?.putImageData(image, 0, 0);
      clear();
      // Enlarging it smooths what was computed on a coarse grid.
      context?.drawImage(small, 0, 0, canvas.width, canvas.height);
      return heat.most;
    }
  };
}

/**
 * Pixels between points that fan out: none to speak of while the whole world is in view; at a city a point's width, or less
 * where so many share a place that they would fill more than the picture.
 */
function fanGap(k: number, crowd: number, height: number): number {
  const widest = Math.min(10, (0.45 * height) / Math.sqrt(Math.max(1, crowd)));
  return widest * Math.min(1, 0.04 + (k / 60) ** 0.8);
}
