// SPDX-License-Identifier: Apache-2.0

/** What somebody searched for; `hash` may be of a transaction or of a block. */
export type SearchTarget =
  | { kind: 'block'; number: number }
  | { kind: 'vehicle'; id: number }
  | { kind: 'address'; address: string }
  | { kind: 'hash'; hash: string }
  | { kind: 'did'; chainId: string; registry: string; id: number }
  | { kind: 'name'; text: string };

/** Reads a search by its form alone. A bare number is a block; "car 7" or "#7" a vehicle. */
export function findTarget(question: string): SearchTarget {
  const text = question.trim();
  const did = /^did:erc721:(\d+):(0x[0-9a-fA-F]{40}):(\d{1,15})$/i.exec(text);
  if (did !== null) {
    const [, chainId = '', registry = '', id] = did;
    return { kind: 'did', chainId, registry: registry.toLowerCase(), id: Number(id) };
  }
  const block = /^(?:block\s*)?([\d,]{1,15})$/i.exec(text);
  if (block !== null) return { kind: 'block', number: Number(block[1]?.replaceAll(',', '')) };
  const vehicle = /^(?:car|vehicle|#)\s*(?:no\.?\s*)?(\d{1,15})$/i.exec(text);
  if (vehicle !== null) return { kind: 'vehicle', id: Number(vehicle[1]) };
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) return { kind: 'address', address: text };
  if (/^(0x)?[0-9a-fA-F]{64}$/.test(text)) {
    return { kind: 'hash', hash: text.startsWith('0x') ? text : `0x${text}` };
  }
  return { kind: 'name', text };
}
