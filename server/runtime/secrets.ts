import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Keeps a text unreadable at rest. Who changes the session secret can no longer open what was sealed before. */
export interface SecretBox {
  seal(plain: string): string;
  /** Throws when `sealed` was changed or sealed under another session secret. */
  open(sealed: string): string;
}

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key derived (HKDF-SHA-256) from the session secret. */
export function createSecretBox(sessionSecret: string): SecretBox {
  const key = Buffer.from(hkdfSync("sha256", sessionSecret, "opstage", "command-secrets", 32));
  return {
    seal(plain) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url")}`;
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.slice(version.length + 1), "base64url");
      if (!sealed.startsWith(`${version}.`) || bytes.length < ivBytes + tagBytes)
        throw new Error("Not a sealed secret.");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      const text = decipher.update(bytes.subarray(ivBytes + tagBytes));
      return Buffer.concat([text, decipher.final()]).toString("utf8");
    },
  };
}
