/** What stands in place of a password until the reader shows it. */
export const passwordDots = "••••••••";

/** The same in what leaves the page, as a word that no program takes for the password itself. */
export const hiddenPassword = "(hidden)";

/** Whether a text, such as a message or an original line, repeats a password, as it is or as JSON writes it. */
export function holdsPassword(text: string, password: string | null): boolean {
  if (password === null || password === "") return false;
  return text.includes(password) || text.includes(JSON.stringify(password).slice(1, -1));
}
