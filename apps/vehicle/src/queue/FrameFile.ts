// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { DatacarError } from '@datacar/core/errors/DatacarError';
import { syncFolder } from '../folder/writeFileDurably.ts';

/** "DCQ1": where a frame begins, and the version of the format. */
const MAGIC = Buffer.from('DCQ1', 'latin1');
/** Magic, length of the payload, CRC-32 of length and payload; integers little-endian. */
const FRAME_HEADER_BYTES = 12;
/** A frame holds a group of batches; larger lengths are damage, not data. */
export const FRAME_BYTES_MAX = 64 * 1024 * 1024;

export interface Frame {
  payload: Buffer;
  /** Where the payload begins in the file. */
  offset: number;
}

export interface OpenedFrameFile {
  file: FrameFile;
  frames: Frame[];
  /** How many bytes of a write that a crash interrupted were cut off. */
  bytesCut: number;
}

/**
 * An append-only file of checksummed frames. One append is one frame, and it is synced before the next begins, so
 * only the last frame can be torn.
 */
export interface FrameFile {
  readonly path: string;
  sizeBytes(): number;
  /**
   * Appends one frame and returns where its payload begins. With `sync`, it is on the disk when this resolves. When
   * writing fails, the file is cut back to what it was; when that or syncing fails, nothing more is written.
   */
  append(payload: Uint8Array, options: { sync: boolean }): Promise<number>;
  read(offset: number, lengthBytes: number): Promise<Buffer>;
  close(): Promise<void>;
}

export function encodeFrame(payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length);
  MAGIC.copy(frame, 0);
  frame.writeUInt32LE(payload.length, 4);
  frame.set(payload, FRAME_HEADER_BYTES);
  frame.writeUInt32LE(frameChecksum(frame, 0, payload.length), 8);
  return frame;
}

function frameChecksum(content: Buffer, start: number, length: number): number {
  const payloadStart = start + FRAME_HEADER_BYTES;
  return crc32(
    content.subarray(payloadStart, payloadStart + length),
    crc32(content.subarray(start + 4, start + 8)),
  );
}

function isWholeFrameAt(content: Buffer, start: number): boolean {
  if (start + FRAME_HEADER_BYTES > content.length) return false;
  if (!content.subarray(start, start + 4).equals(MAGIC)) return false;
  const length = content.readUInt32LE(start + 4);
  if (length > FRAME_BYTES_MAX || start + FRAME_HEADER_BYTES + length > content.length) return false;
  return content.readUInt32LE(start + 8) === frameChecksum(content, start, length);
}

/**
 * The whole frames of a file's content and how long they are together.
 *
 * @throws DatacarError QUEUE_DAMAGED when a whole frame stands behind a broken one: that is no torn write.
 */
export function decodeFrames(content: Buffer, path: string): { frames: Frame[]; goodBytes: number } {
  const frames: Frame[] = [];
  let position = 0;
  while (position < content.length && isWholeFrameAt(content, position)) {
    const offset = position + FRAME_HEADER_BYTES;
    const end = offset + content.readUInt32LE(position + 4);
    frames.push({ payload: content.subarray(offset, end), offset });
    position = end;
  }
  for (let next = content.indexOf(MAGIC, position + 1); next >= 0; next = content.indexOf(MAGIC, next + 1)) {
    if (!isWholeFrameAt(content, next)) continue;
    throw new DatacarError(
      'QUEUE_DAMAGED',
      `The queue file ${path} is damaged at byte ${position}, in the middle of what was written. Nothing was sent or changed; restore the file, or enrol the car again, which gives it a new key.`,
      { details: { path, offset: position } },
    );
  }
  return { frames, goodBytes: position };
}

/** Opens or makes a frame file; cuts a torn last frame off. */
export async function openFrameFile(path: string): Promise<OpenedFrameFile> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const content = await handle.readFile();
    const { frames, goodBytes } = decodeFrames(content, path);
    if (goodBytes < content.length) await handle.truncate(goodBytes);
    await handle.datasync();
    await syncFolder(dirname(path));
    return { file: createFrameFile(path, handle, goodBytes), frames, bytesCut: content.length - goodBytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function createFrameFile(path: string, handle: FileHandle, startSize: number): FrameFile {
  let size = startSize;
  let failure: unknown;

  const fail = (error: unknown): never => {
    failure = error;
    throw error;
  };

  return {
    path,
    sizeBytes: () => size,
    append: async (payload, { sync }) => {
      // After a failed sync the system may have dropped the pages, so that trying again would lie.
      if (failure !== undefined) throw failure;
      const frame = encodeFrame(payload);
      try {
        for (let written = 0; written < frame.length; ) {
          written += (await handle.write(frame, written, frame.length - written, size + written))
            .bytesWritten;
        }
      } catch (error) {
        await handle.truncate(size).catch(fail);
        throw error;
      }
      if (sync) await handle.datasync().catch(fail);
      const offset = size + FRAME_HEADER_BYTES;
      size += frame.length;
      return offset;
    },
    read: async (offset, lengthBytes) => {
      const bytes = Buffer.allocUnsafe(lengthBytes);
      const { bytesRead } = await handle.read(bytes, 0, lengthBytes, offset);
      if (bytesRead === lengthBytes) return bytes;
      throw new DatacarError('QUEUE_DAMAGED', `The queue file ${path} is shorter than it was.`, {
        details: { path, offset },
      });
    },
    close: () => handle.close(),
  };
}
