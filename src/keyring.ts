import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** A named AES-256 key. The name is kept beside what it sealed, so that keys can be replaced without losing what older ones hold. */
export interface SecretKey {
  readonly id: string;
  readonly key: Buffer;
}

export interface Sealed {
  readonly keyId: string;
  /** Nonce, tag and ciphertext in base64. */
  readonly sealed: string;
}

export interface Keyring {
  /** Of the key that seals from now on. */
  readonly currentId: string;
  /** `about` says what the secret belongs to; it opens for the same only, so that one row's secret cannot be put into another. */
  seal(plain: string, about: string): Sealed;
  /** Throws when the key is not here any more, or when the text was tampered with or belongs to something else. */
  open(secret: Sealed, about: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with the first key and opens with any: AES-256-GCM, a fresh random nonce each time. */
export function createKeyring(keys: readonly [SecretKey, ...SecretKey[]]): Keyring {
  const [current] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    currentId: current.id,
    seal(plain, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.key, nonce).setAAD(Buffer.from(about));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return { keyId: current.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64") };
    },
    open({ keyId, sealed }, about) {
      const key = byId.get(keyId);
      if (!key)
        throw new Error(`PACER_SECRET_KEYS holds no key "${keyId}", which a secret in the store was sealed with`);
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    },
  };
}
