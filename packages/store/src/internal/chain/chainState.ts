// SPDX-License-Identifier: Apache-2.0
import { rolesOfMask } from '@datacar/core/consortium/memberRoles';
import type {
  ChainEvent,
  IndexedAnchor,
  IndexedDeviceKey,
  IndexedLog,
  IndexedMember,
  IndexedNode,
  IndexedVehicle,
  OwnershipEpoch,
} from '../../chain/ChainIndex.ts';
import { sourceOf } from '../sourceNumber.ts';

/** What the events of the chain add up to. */
export interface ChainState {
  vehicles: Map<number, IndexedVehicle>;
  epochs: Map<number, OwnershipEpoch[]>;
  deviceKeys: Map<number, IndexedDeviceKey[]>;
  members: Map<string, IndexedMember>;
  nodes: Map<string, IndexedNode>;
  logs: Map<number, IndexedLog>;
  anchors: Map<number, IndexedAnchor[]>;
}

export function emptyChainState(): ChainState {
  return {
    vehicles: new Map(),
    epochs: new Map(),
    deviceKeys: new Map(),
    members: new Map(),
    nodes: new Map(),
    logs: new Map(),
    anchors: new Map(),
  };
}

/** Adds an event. Events that say nothing about the state (transfers, approvals, votes) are passed over. */
export function applyChainEvent(state: ChainState, event: ChainEvent): void {
  appliers[`${event.contract}.${event.name}`]?.(state, event);
}

type Applier = (state: ChainState, event: ChainEvent) => void;

const appliers: Record<string, Applier | undefined> = {
  'VehicleRegistry.VehicleRegistered': applyVehicleRegistered,
  'VehicleRegistry.ModelChanged': applyModelChanged,
  'VehicleRegistry.DeviceKeyRotated': applyDeviceKeyRotated,
  'VehicleRegistry.OwnershipEpochStarted': applyOwnershipEpochStarted,
  'Members.MemberAdded': applyMemberAdded,
  'Members.MemberRolesChanged': (state, { args }) =>
    changeMember(state, args.account, () => rolesOf(args.roles)),
  'Members.ServerAccountAdded': (state, { args }) =>
    changeMember(state, args.member, ({ serverAccounts }) => ({
      serverAccounts: [...serverAccounts, address(args.server)],
    })),
  'Members.ServerAccountRemoved': (state, { args }) =>
    changeMember(state, args.member, ({ serverAccounts, serverUrls }) => ({
      serverAccounts: serverAccounts.filter((account) => account !== address(args.server)),
      serverUrls: withUrl(serverUrls, { server: address(args.server), url: '' }),
    })),
  'Members.ServerUrlChanged': (state, { args }) =>
    changeMember(state, args.member, ({ serverUrls }) => ({
      serverUrls: withUrl(serverUrls, { server: address(args.server), url: String(args.url) }),
    })),
  'Members.CertificateKeyAdded': applyCertificateKeyAdded,
  'Members.CertificateKeyRevoked': applyCertificateKeyRevoked,
  'Validators.NodeRegistered': applyNodeRegistered,
  'Validators.EndpointChanged': (state, { args }) =>
    changeNode(state, args.node, { endpoint: String(args.endpoint) }),
  'Validators.NodeProved': (state, { args, blockTimeMs }) =>
    changeNode(state, args.node, { provedAtMs: blockTimeMs }),
  'Validators.ValidatorAdded': (state, { args }) => changeNode(state, args.node, { isValidator: true }),
  'Validators.ValidatorRemoved': (state, { args }) => changeNode(state, args.node, { isValidator: false }),
  'Validators.NodeRemoved': (state, { args }) => {
    state.nodes.delete(address(args.node));
  },
  'RecordLog.LogOpened': (state, { args }) => {
    const logId = Number(args.logId);
    const origin = String(args.origin);
    state.logs.set(logId, { logId, member: address(args.member), origin, noteKey: String(args.noteKey) });
  },
  'RecordLog.Anchored': applyAnchored,
};

function applyVehicleRegistered(state: ChainState, { args, blockNumber, blockTimeMs }: ChainEvent): void {
  const id = Number(args.vehicleId);
  // Minting starts the first epoch before it says what was registered.
  const epochs = listOf(state.epochs, id);
  state.vehicles.set(id, {
    id,
    owner: epochs.at(-1)?.owner ?? address(args.owner),
    registrar: address(args.registrar),
    epoch: epochs.at(-1)?.epoch ?? 0,
    epochs,
    vinTag: String(args.vinTag),
    vinCommitment: String(args.vinCommitment),
    wmi: asciiOf(String(args.wmi)),
    isSelfRegistered: args.isSelfRegistered === true,
    isSimulated: args.isSimulated === true,
    model: modelOf(args.model),
    keyIndex: listOf(state.deviceKeys, id).at(-1)?.keyIndex,
    mintedAtBlock: blockNumber,
    mintedAtMs: blockTimeMs,
  });
}

function applyModelChanged(state: ChainState, { args }: ChainEvent): void {
  changeVehicle(state, Number(args.vehicleId), { model: modelOf(args.model) });
}

function applyOwnershipEpochStarted(state: ChainState, { args, blockNumber, blockTimeMs }: ChainEvent): void {
  const id = Number(args.vehicleId);
  const epoch = Number(args.epoch);
  const owner = address(args.owner);
  listOf(state.epochs, id).push({ epoch, owner, fromBlock: blockNumber, fromTimeMs: blockTimeMs });
  changeVehicle(state, id, { owner, epoch });
}

function applyDeviceKeyRotated(state: ChainState, { args, blockNumber, blockTimeMs }: ChainEvent): void {
  const vehicle = Number(args.vehicleId);
  const keyIndex = Number(args.keyIndex);
  const keys = listOf(state.deviceKeys, vehicle);
  const replaced = keys.at(-1);
  if (replaced !== undefined) {
    keys[keys.length - 1] = { ...replaced, toBlock: blockNumber, heads: headsOf(args.heads) };
  }
  keys.push({
    vehicle,
    keyIndex,
    publicKey: pointOf(args),
    source: sourceOf(Number(args.source)),
    fromBlock: blockNumber,
    fromTimeMs: blockTimeMs,
    toBlock: undefined,
    heads: [],
  });
  changeVehicle(state, vehicle, { keyIndex });
}

function applyMemberAdded(state: ChainState, { args, blockTimeMs }: ChainEvent): void {
  const account = address(args.account);
  state.members.set(account, {
    account,
    name: String(args.name),
    ...rolesOf(args.roles),
    serverAccounts: [],
    serverUrls: {},
    certificateKeys: [],
    joinedAtMs: blockTimeMs,
  });
}

function applyNodeRegistered(state: ChainState, { args, blockTimeMs }: ChainEvent): void {
  const node = address(args.node);
  state.nodes.set(node, {
    ...{ node, member: address(args.member), endpoint: String(args.endpoint) },
    ...{ registeredAtMs: blockTimeMs, provedAtMs: undefined, isValidator: false },
  });
}

function applyCertificateKeyAdded(state: ChainState, { args, blockTimeMs }: ChainEvent): void {
  const key = { publicKey: pointOf(args), addedAtMs: blockTimeMs, revokedAtMs: undefined };
  changeMember(state, args.member, ({ certificateKeys }) => ({ certificateKeys: [...certificateKeys, key] }));
}

function applyCertificateKeyRevoked(state: ChainState, { args, blockTimeMs }: ChainEvent): void {
  const revoked = pointOf(args);
  changeMember(state, args.member, ({ certificateKeys }) => ({
    certificateKeys: certificateKeys.map((key) =>
      key.revokedAtMs === undefined && Buffer.compare(key.publicKey, revoked) === 0
        ? { ...key, revokedAtMs: blockTimeMs }
        : key,
    ),
  }));
}

function applyAnchored(state: ChainState, { args, blockNumber, blockTimeMs, transactionHash }: ChainEvent) {
  const logId = Number(args.logId);
  listOf(state.anchors, logId).push({
    logId,
    index: Number(args.index),
    size: Number(args.size),
    root: String(args.root),
    mapRoot: String(args.mapRoot),
    mapSize: Number(args.mapSize),
    blockNumber,
    blockTimeMs,
    transactionHash,
  });
}

function changeVehicle(state: ChainState, id: number, change: Partial<IndexedVehicle>): void {
  const vehicle = state.vehicles.get(id);
  if (vehicle !== undefined) state.vehicles.set(id, { ...vehicle, ...change });
}

function changeMember(
  state: ChainState,
  account: unknown,
  change: (member: IndexedMember) => Partial<IndexedMember>,
): void {
  const member = state.members.get(address(account));
  if (member !== undefined) state.members.set(member.account, { ...member, ...change(member) });
}

function changeNode(state: ChainState, account: unknown, change: Partial<IndexedNode>): void {
  const node = state.nodes.get(address(account));
  if (node !== undefined) state.nodes.set(node.node, { ...node, ...change });
}

/** An empty URL is none. */
function withUrl(
  urls: IndexedMember['serverUrls'],
  { server, url }: { server: string; url: string },
): IndexedMember['serverUrls'] {
  const { [server]: _, ...others } = urls;
  return url === '' ? others : { ...others, [server]: url };
}

function listOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}

function rolesOf(mask: unknown): Pick<IndexedMember, 'roles' | 'isActive'> {
  const bits = Number(mask);
  return { roles: rolesOfMask(bits), isActive: bits !== 0 };
}

function modelOf(value: unknown): IndexedVehicle['model'] {
  const model = value as Record<string, unknown>;
  return {
    make: String(model.make),
    name: String(model.name),
    year: Number(model.year),
    batteryWh: Number(model.batteryWh),
  };
}

function headsOf(value: unknown): IndexedDeviceKey['heads'] {
  return (value as Record<string, unknown>[]).map(({ stream, sequence, headerHash }) => ({
    stream: String(stream),
    sequence: Number(sequence),
    headerHash: String(headerHash),
  }));
}

/** A P-256 point as it travels in keys and certificates: 0x04, x, y. */
function pointOf({ x, y }: ChainEvent['args']): Uint8Array {
  return Uint8Array.from(Buffer.concat([Buffer.of(4), bytesOfHex(x), bytesOfHex(y)]));
}

function bytesOfHex(value: unknown): Buffer {
  return Buffer.from(String(value).slice(2), 'hex');
}

/** The characters of a `bytes6`, without the zeros behind them. */
function asciiOf(hex: string): string {
  return bytesOfHex(hex).toString('latin1').replace(/\0+$/, '');
}

function address(value: unknown): string {
  return String(value).toLowerCase();
}
