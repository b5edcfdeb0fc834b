export const passwordMinLength = 12;
/** Longer texts only cost time to hash. */
export const passwordMaxLength = 256;

/** What is wrong with a new password, in words for its owner; null when it is fine. */
export function passwordProblem(password: string, username: string): string | null {
  if (password.length < passwordMinLength) return `must have at least ${passwordMinLength} characters`;
  if (password.length > passwordMaxLength) return `must have at most ${passwordMaxLength} characters`;
  if (password.toLowerCase() === username.toLowerCase()) return "must differ from the username";
  return null;
}
