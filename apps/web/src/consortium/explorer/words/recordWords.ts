// SPDX-License-Identifier: Apache-2.0
import { address, car, isZero, link, type Sentences, say } from './say.ts';

/** Events of vehicles and of the logs of what cars said. */
export const recordWords: Sentences = {
  LogOpened: ({ member, logId }) => say`${address(member)} opened ${link('log', logId, 'log')}.`,
  Anchored: ({ logId, size, mapSize }) =>
    say`Anchored ${link('log', logId, 'log')} at ${Number(size).toLocaleString()} batches of ${Number(mapSize).toLocaleString()} ${Number(mapSize) === 1 ? 'stream' : 'streams'}.`,
  WmiAssigned: ({ manufacturer }) => say`A manufacturer identifier was assigned to ${address(manufacturer)}.`,
  VehicleRegistered: ({ registrar, vehicleId, model, owner }) =>
    say`${address(registrar)} registered ${car(vehicleId)}${nameOf(model)} for ${address(owner)}.`,
  ModelChanged: ({ vehicleId }) => say`The description of ${car(vehicleId)} was corrected.`,
  DeviceKeyRotated: ({ vehicleId, keyIndex }) =>
    Number(keyIndex) === 0
      ? say`The first device key of ${car(vehicleId)} was registered.`
      : say`The device key of ${car(vehicleId)} was replaced.`,
  OwnershipEpochStarted: ({ vehicleId, owner }) =>
    say`${car(vehicleId, 'Car')} belongs to ${address(owner)} from now on.`,
  ApprovalForAll: ({ owner, operator, approved }) =>
    approved === true
      ? say`${address(owner)} lets ${address(operator)} hand over all of its cars.`
      : say`${address(owner)} no longer lets ${address(operator)} hand over its cars.`,
};

/** Of a car, where the event of DATR has the same name. */
export const carTransferWords: Sentences = {
  Transfer: ({ tokenId, from, to }) =>
    isZero(from)
      ? say`${car(tokenId, 'Car')} was issued to ${address(to)}.`
      : say`${car(tokenId, 'Car')} passed from ${address(from)} to ${address(to)}.`,
  Approval: ({ owner, approved, tokenId }) =>
    isZero(approved)
      ? say`${address(owner)} lets nobody else hand over ${car(tokenId)}.`
      : say`${address(owner)} lets ${address(approved)} hand over ${car(tokenId)}.`,
};

function nameOf(model: unknown): string {
  if (typeof model !== 'object' || model === null) return '';
  const { make, name } = model as { make?: string; name?: string };
  const text = [make, name].filter((part) => part !== undefined && part !== '').join(' ');
  return text === '' ? '' : ` (${text})`;
}
