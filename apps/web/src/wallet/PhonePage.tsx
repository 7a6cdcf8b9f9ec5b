// SPDX-License-Identifier: Apache-2.0
import './PhonePage.css';
import { type ReadLanReturnType, readLan } from '@datacar/sdk/api/readLan';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../app/client.ts';
import { useSession } from '../app/useSession.ts';
import { Badge } from '../ui/Badge.tsx';
import { Card } from '../ui/Card.tsx';
import { CommandBlock } from '../ui/CommandBlock.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Facts } from '../ui/Facts.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Time } from '../ui/Time.tsx';
import { SignInQr } from './phone/SignInQr.tsx';
import { TrustSteps } from './phone/TrustSteps.tsx';

/** As `readLanAuthority` is defined; its module would bring the schemas along. */
const authorityPath = '/v1/lan/authority.crt';

/** From this machine to a phone in the same network. Open to a phone that is not signed in yet. */
export function PhonePage() {
  const { data: session } = useSession();
  return (
    <>
      <PageHeader title="On the phone">
        Your cars on your phone, over your own network: nothing goes through anybody else's servers.
      </PageHeader>
      <div className="stack">{session ? <LanState isOperator={session.isOperator} /> : <OnThePhone />}</div>
    </>
  );
}

function LanState({ isOperator }: { isOperator: boolean }) {
  const { data, error, refetch } = useQuery({ queryKey: ['lan'], queryFn: () => readLan(client) });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="18rem" />;
  if (!data.isOn) return <LanOff />;
  return (
    <>
      <Card title="Your network" aside={<Badge tone="good">On</Badge>}>
        <div className="phone-codes">
          <div className="stack phone-sign-in">
            <h3>Address</h3>
            {data.qr !== null && (
              <QrCode rows={data.qr} label={`QR code of ${data.urls[0] ?? 'the address'}`} />
            )}
            <ul className="plain-list">
              {data.urls.map((url) => (
                <li key={url}>
                  <code>{url}</code> <CopyButton text={url} label={`Copy ${url}`} />
                </li>
              ))}
            </ul>
            <p className="small soft">The first is the best: passkeys belong to names.</p>
          </div>
          {isOperator && <SignInQr />}
        </div>
      </Card>
      <Card title="Trust it and install it">
        <TrustSteps path={data.authority?.path ?? authorityPath} name={data.authority?.name ?? null} />
      </Card>
      {data.authority !== null && <Authority authority={data.authority} />}
    </>
  );
}

function Authority({ authority }: { authority: NonNullable<ReadLanReturnType['authority']> }) {
  const { name, fingerprint, expiresAtMs } = authority;
  return (
    <Card title="The authority">
      <div className="stack">
        <p className="soft">
          This server made it; its key never leaves this server. Compare the fingerprint with what the phone
          shows before you trust it.
        </p>
        <Facts
          items={[
            ['Name', name],
            [
              'SHA-256',
              <code key="fingerprint" className="phone-fingerprint">
                {fingerprint}
              </code>,
            ],
            ['Expires', <Time key="expires" timeMs={expiresAtMs} as="date" />],
          ]}
        />
      </div>
    </Card>
  );
}

function LanOff() {
  return (
    <Card title="Your network" aside={<Badge>Off</Badge>}>
      <div className="stack">
        <p>This server answers on its own machine only. To reach it from a phone, start it with --lan:</p>
        <CommandBlock title="On the machine that runs Datacar" text="npx datacar start --lan" />
        <p className="soft">
          It then serves HTTPS in your network, with a certificate of an authority of its own that can vouch
          for nothing else. Terminal and page show a QR code.
        </p>
      </div>
    </Card>
  );
}

/** Who came by a QR code and is not signed in. */
function OnThePhone() {
  return (
    <>
      <Card title="Trust it and install it">
        <TrustSteps path={authorityPath} name={null} />
      </Card>
      <p className="soft">
        Then <Link to="/">sign in</Link>, or open the invitation that you got.
      </p>
    </>
  );
}
