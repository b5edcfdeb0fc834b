import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson, writeJson } from "../support/json-file";

/** A text that the worker keeps and can examine. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly examined?: Examination;
}

export interface Examination {
  readonly at: string;
  readonly bytes: number;
  readonly lines: number;
  readonly words: number;
  readonly sha256: string;
}

/** The texts of this very project are the first items. */
const firstItems = ["README.md", "LICENSE", "NOTICE", "CHANGELOG.md"];

/** The worker's items, kept in one file. */
export class Items {
  readonly #file: string;
  readonly #items = new Map<string, Item>();

  private constructor(file: string) {
    this.#file = file;
  }

  static async open(folder: string): Promise<Items> {
    const items = new Items(join(folder, "items.json"));
    const saved = await readJson(items.#file);
    if (Array.isArray(saved)) for (const item of saved) items.#items.set(item.id, item);
    else for (const title of firstItems) await items.#import(title);
    return items;
  }

  get count(): number {
    return this.#items.size;
  }

  list(): Item[] {
    return [...this.#items.values()];
  }

  /** Items whose title or text holds the words, in any case. */
  search(words: string): Item[] {
    const wanted = words.trim().toLowerCase();
    return this.list().filter((item) => `${item.title}\n${item.text}`.toLowerCase().includes(wanted));
  }

  /** @throws Error when there is no such item */
  get(id: string): Item {
    const item = this.#items.get(id);
    if (!item) throw new Error(`There is no item ${id}.`);
    return item;
  }

  async create(title: string, text: string): Promise<Item> {
    return this.#keep({
      id: randomUUID(),
      title,
      text,
      enabled: true,
      createdAt: new Date().toISOString(),
    });
  }

  async setEnabled(id: string, enabled: boolean): Promise<Item> {
    return this.#keep({ ...this.get(id), enabled });
  }

  async remove(id: string): Promise<Item> {
    const item = this.get(id);
    this.#items.delete(id);
    await this.#save();
    return item;
  }

  /** Counts and hashes the item's text. */
  async examine(id: string): Promise<Item> {
    const item = this.get(id);
    if (!item.enabled) throw new Error(`The item "${item.title}" is disabled.`);
    const examined: Examination = {
      at: new Date().toISOString(),
      bytes: Buffer.byteLength(item.text),
      lines: item.text.split("\n").length,
      words: item.text.split(/\s+/).filter((word) => word !== "").length,
      sha256: createHash("sha256").update(item.text).digest("hex"),
    };
    return this.#keep({ ...item, examined });
  }

  async #import(title: string): Promise<void> {
    const text = await readFile(title, "utf8").catch(() => undefined);
    if (text !== undefined) await this.create(title, text);
  }

  async #keep(item: Item): Promise<Item> {
    this.#items.set(item.id, item);
    await this.#save();
    return item;
  }

  #save(): Promise<void> {
    return writeJson(this.#file, this.list());
  }
}
