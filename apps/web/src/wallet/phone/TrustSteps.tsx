// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Step, Steps } from '../../ui/Steps.tsx';
import { isInstalled, useInstallPrompt } from './installPrompt.ts';

type System = 'ios' | 'android';

const systems: readonly (readonly [System, string])[] = [
  ['ios', 'iPhone, iPad'],
  ['android', 'Android'],
];

export interface TrustStepsProps {
  /** Where the certificate is, on this server. */
  path: string;
  /** As the phone shows it; null when nobody is signed in to be told. */
  name: string | null;
}

/** From the certificate to the app on the home screen. */
export function TrustSteps({ path, name }: TrustStepsProps) {
  const [system, setSystem] = useState<System>(() =>
    /Android/.test(navigator.userAgent) ? 'android' : 'ios',
  );
  const authority = name === null ? 'Datacar' : name;
  return (
    <div className="stack">
      <div className="row">
        <Segmented label="Phone" value={system} choices={systems} onChange={(choice) => setSystem(choice)} />
      </div>
      <Steps>
        <Step title="Open the address on the phone">
          <p className="soft">
            Scan the code with the camera, in the same wireless network. The browser warns that it does not
            know the server yet: choose{' '}
            <strong>{system === 'ios' ? 'Show Details, visit this website' : 'Advanced, proceed'}</strong>,
            this once.
          </p>
        </Step>
        <Step title="Get the certificate">
          <p className="soft">
            On the phone, <a href={path}>download the certificate</a> of this server's authority
            {name === null ? '' : <> (“{authority}”)</>}. It can vouch for names and addresses of your own
            network only, never for a website.
          </p>
        </Step>
        {system === 'ios' ? (
          <Step title="Trust it">
            <ol className="phone-list soft">
              <li>
                Settings → <strong>Profile Downloaded</strong> → Install.
              </li>
              <li>
                Settings → General → About → <strong>Certificate Trust Settings</strong> → switch “{authority}
                ” on.
              </li>
            </ol>
          </Step>
        ) : (
          <Step title="Trust it">
            <ol className="phone-list soft">
              <li>
                Settings, search for <strong>CA certificate</strong> (Security → More → Encryption and
                credentials → Install a certificate).
              </li>
              <li>Install anyway, and choose the file that you downloaded.</li>
            </ol>
          </Step>
        )}
        <Step title="Install the app">
          <InstallStep system={system} />
        </Step>
      </Steps>
    </div>
  );
}

function InstallStep({ system }: { system: System }) {
  const install = useInstallPrompt();
  if (isInstalled()) return <p className="soft">Done: this is the app.</p>;
  return (
    <>
      <p className="soft">
        Open the address again; the warning is gone.{' '}
        {system === 'ios' ? (
          <>
            In Safari, <strong>Share</strong> → <strong>Add to Home Screen</strong>.
          </>
        ) : (
          <>
            In the browser's menu, <strong>Install app</strong> or <strong>Add to home screen</strong>.
          </>
        )}
      </p>
      {install !== undefined && (
        <div className="row">
          <Button onClick={install}>Install it on this device</Button>
        </div>
      )}
    </>
  );
}
