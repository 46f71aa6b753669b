/** The text of the line that is said of a visitor who left. */
export const leftText = "left";
