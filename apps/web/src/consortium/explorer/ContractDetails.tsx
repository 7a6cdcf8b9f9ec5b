// SPDX-License-Identifier: Apache-2.0
import { callRpc } from '@datacar/sdk/consortium/callRpc';
import type { RpcHex } from '@datacar/sdk/consortium/RpcMethods';
import type { ReadContractReturnType } from '@datacar/sdk/consortium/readContract';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useFormat } from '../../app/useFormat.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Hash } from '../../ui/Hash.tsx';
import { AbiList } from './AbiList.tsx';
import { AddressLink } from './AddressLink.tsx';
import { descriptionQuery } from './chainQueries.ts';
import { contractQuery } from './contractQueries.ts';
import { RawData } from './RawData.tsx';
import { VerifiedBadge } from './VerifiedBadge.tsx';

interface ContractDetailsProps {
  address: string;
  /** As the page read it from the chain itself. */
  code: string;
}

const bytesOfHex = (hex: string): number => (hex.length - 2) / 2;

/** A contract: whether it is what its source says, what it can be asked, and the source. */
export function ContractDetails({ address, code }: ContractDetailsProps) {
  const format = useFormat();
  const { data: contract, isPending } = useQuery(contractQuery(address));
  const { data: description } = useQuery(descriptionQuery);
  const implementation = contract?.implementation ?? null;
  const { data: implementationCode } = useQuery({
    queryKey: ['chain', 'code', implementation?.address.toLowerCase()],
    queryFn: () => callRpc(client, 'eth_getCode', [implementation?.address as RpcHex, 'latest']),
    enabled: implementation !== null,
  });
  const own = Object.values(description?.contracts ?? {}).find(
    (one) => one.address.toLowerCase() === address.toLowerCase(),
  );
  if (isPending || (implementation !== null && implementationCode === undefined)) return null;
  const verdict = verdictOf(contract, { code, implementationCode: implementationCode ?? null });
  const abi = contract?.abi ?? own?.abi;
  return (
    <>
      <Card title="Contract" aside={<VerifiedBadge isVerified={verdict} />}>
        <div className="stack">
          <Comparison verdict={verdict} isProxy={implementation !== null} />
          <Facts
            items={[
              ['Name', contract?.name ?? null],
              [
                'Can change',
                contract &&
                  (contract.kind === 'proxy' ? "by the members' vote, after the timelock" : 'never'),
              ],
              [
                'Runs the code of',
                contract?.implementation && (
                  <AddressLink key="implementation" value={contract.implementation.address} hasCopy />
                ),
              ],
              ['Code', `${format.number(implementation?.codeBytes ?? bytesOfHex(code))} bytes`],
              [
                'Hash of the code',
                contract && <Hash key="hash" value={implementation?.codeHash ?? contract.codeHash} />,
              ],
              ['Compiler', contract?.compiler ?? null],
              ...(contract?.immutables ?? []).map(
                ({ name, value }) =>
                  [`Set at deployment: ${name}`, <Immutable key={name} value={value} />] as const,
              ),
            ]}
          />
        </div>
      </Card>
      {abi !== undefined && <AbiList abi={abi} />}
      {contract && (
        <RawData
          title="Source"
          parts={contract.sources.map(({ path, text }) => ({ title: nameSource(path), value: text }))}
        />
      )}
      <RawData
        title="For programs"
        parts={[
          ...(abi === undefined ? [] : [{ title: 'ABI', value: abi }]),
          ...(contract ? [{ title: 'Settings of the compiler', value: contract.settings }] : []),
          { title: 'Code on the chain', value: code },
        ]}
      />
    </>
  );
}

const nameSource = (path: string): string => path.replace(/^node_modules\//, '');

/** The server compares with the committed build; the page sees to it that it compared what the chain has. */
function verdictOf(
  contract: ReadContractReturnType | null | undefined,
  { code, implementationCode }: { code: string; implementationCode: string | null },
): boolean | null {
  if (contract === null || contract === undefined) return null;
  const isSame = (left: string | null, right: string | null) => left?.toLowerCase() === right?.toLowerCase();
  return (
    contract.isVerified &&
    isSame(contract.code, code) &&
    isSame(contract.implementationCode, implementationCode)
  );
}

function Comparison({ verdict, isProxy }: { verdict: boolean | null; isProxy: boolean }) {
  if (verdict === null) {
    return (
      <Callout tone="info" title="Nobody has compared this code with a source">
        <p>It is on the chain and does what it does; what it does, only its code says.</p>
      </Callout>
    );
  }
  if (verdict) {
    return (
      <Callout tone="good" title="It is what its source says">
        <p>
          The code on the chain equals, byte for byte, what the source below compiles to. Only what was set at
          deployment is left out of the comparison, and listed here.
          {isProxy && ' That holds for the code it runs and for the proxy in front of it.'}
        </p>
      </Callout>
    );
  }
  return (
    <Callout tone="danger" title="It is not what its source says">
      <p>The code on the chain differs from what the source compiles to. Do not rely on the source.</p>
    </Callout>
  );
}

/** A word with an address in it is shown as one. */
function Immutable({ value }: { value: string }) {
  const address = /^0x0{24}([0-9a-fA-F]{40})$/.exec(value)?.[1];
  return address === undefined ? <Hash value={value} /> : <AddressLink value={`0x${address}`} hasCopy />;
}
