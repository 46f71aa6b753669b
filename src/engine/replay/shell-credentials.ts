/** What stands in place of a password. */
const dots = "••••••••";

/** Text before a password, the password, and how what follows tells that it is one. Each looks at any character a bounded number of times. */
const patterns: readonly RegExp[] = [
  // echo root:secret | chpasswd
  /(\b[\w.-]{1,64}:)[^\s"'|;]{1,256}(?=["']?\s{0,8}\|\s{0,8}(?:sudo\s{1,8})?chpasswd\b)/g,
  // echo -e "old\nnew\nnew" | passwd
  /(\b(?:echo|printf)\s{1,8}(?:-\w{1,4}\s{1,8})?)(?:"[^"]{1,256}"|'[^']{1,256}'|[^\s|;"']{1,256})(?=\s{0,8}\|\s{0,8}(?:sudo\s{1,8})?passwd\b)/g,
  // ftp://user:secret@host
  /(:\/\/[^\s/:@]{1,64}:)[^\s/@]{1,256}(?=@)/g,
  // --password=secret, sshpass -p secret
  /(--password[= ]|\bsshpass\s{1,8}-p\s{0,8})[^\s;|]{1,256}/g
];

/** What was typed, with the passwords that are plainly given in it hidden. */
export function hideCredentials(text: string): string {
  return patterns.reduce((hidden, pattern) => hidden.replace(pattern, `$1${dots}`), text);
}
