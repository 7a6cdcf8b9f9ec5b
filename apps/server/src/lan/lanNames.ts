// SPDX-License-Identifier: Apache-2.0
import { BlockList, isIPv4 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

/** Where machines of a local network are: RFC 1918, RFC 3927, and RFC 6598, which overlay networks use. */
export const LOCAL_NETWORKS = [
  { address: '10.0.0.0', prefixBits: 8 },
  { address: '172.16.0.0', prefixBits: 12 },
  { address: '192.168.0.0', prefixBits: 16 },
  { address: '169.254.0.0', prefixBits: 16 },
  { address: '100.64.0.0', prefixBits: 10 },
] as const;

const localNetworks = new BlockList();
for (const { address, prefixBits } of LOCAL_NETWORKS) localNetworks.addSubnet(address, prefixBits);

export interface LanNames {
  /** `garage.local`, which phones find by multicast DNS, and `garage`, which some routers know; lower case. */
  names: string[];
  /** IPv4 addresses of this machine in local networks. */
  addresses: string[];
}

/** How other machines in the local network may call this one, now: addresses come and go. */
export function lanNames(called: string = hostname()): LanNames {
  const [first = ''] = called.toLowerCase().split('.');
  const name = first.replace(/[^a-z0-9-]/g, '-').replace(/^-+|-+$/g, '') || 'datacar';
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ address, internal }) => !internal && isIPv4(address) && localNetworks.check(address))
    .map(({ address }) => address);
  return { names: [`${name}.local`, name], addresses: [...new Set(addresses)].sort() };
}
