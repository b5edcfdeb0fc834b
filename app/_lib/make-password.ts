/** Letters and digits that are not mistaken for each other when read aloud or from paper. */
const alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const groups = 5;
const groupLength = 5;

/** A random password of about 140 bits, in groups that can be read out: `x7Kfp-…`. */
export function makePassword(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = fill): string {
  const letters: string[] = [];
  // Values past the last whole multiple would make the first letters likelier than the others.
  const limit = 256 - (256 % alphabet.length);
  while (letters.length < groups * groupLength) {
    for (const byte of random(new Uint8Array(64))) {
      if (byte < limit && letters.length < groups * groupLength)
        letters.push(alphabet.charAt(byte % alphabet.length));
    }
  }
  return letters.join("").replace(new RegExp(`(.{${groupLength}})(?=.)`, "g"), "$1-");
}

function fill(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  return globalThis.crypto.getRandomValues(bytes);
}
