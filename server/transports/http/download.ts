import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { Download } from "../../services/download";

/** Sends a file while it is being made; stops making it when the caller leaves. */
export function sendDownload(reply: FastifyReply, download: Download): FastifyReply {
  reply.header("content-type", download.contentType);
  if (download.isAttachment !== false) {
    reply.header("content-disposition", `attachment; filename="${download.filename}"`);
  }
  if (download.sizeBytes !== undefined) reply.header("content-length", download.sizeBytes);
  return reply.send(Readable.from(download.chunks, { objectMode: false }));
}
