import {expect, it} from "vitest";
import {hideCredentials} from "../../../src/engine/replay/shell-credentials.js";

it("passwords that a command plainly gives are hidden, and nothing else", () => {
  const dots = "••••••••";
  for (const [typed, shown] of [
    ['echo "root:kxE2w9"|chpasswd|bash', `echo "root:${dots}"|chpasswd|bash`],
    ["echo root:a:b | sudo chpasswd", `echo root:${dots} | sudo chpasswd`],
    ['echo -e "old\\nnew\\nnew"|passwd', `echo -e ${dots}|passwd`],
    ["curl ftp://user:secret@203.0.113.9/x", `curl ftp://user:${dots}@203.0.113.9/x`],
    ["mysql --password=hunter2; id", `mysql --password=${dots}; id`],
    ["sshpass -p hunter2 ssh root@203.0.113.9", `sshpass -p ${dots} ssh root@203.0.113.9`],
    ["cat /etc/passwd", "cat /etc/passwd"],
    ["wget http://203.0.113.9:8080/a@b", "wget http://203.0.113.9:8080/a@b"],
    ["echo hello | sh", "echo hello | sh"]
  ] as const)
    expect(hideCredentials(typed)).toBe(shown);
});
