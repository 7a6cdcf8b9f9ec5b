// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { adoptSession } from '../app/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Icon } from '../ui/Icon.tsx';
import { PasskeyError } from './passkeys/PasskeyError.tsx';
import { canUsePasskeys, PasskeyPlace } from './passkeys/PasskeyPlace.tsx';

/** Signs in people who were invited, with what unlocks their device. */
export function PasskeyPanel() {
  const signIn = useMutation({
    mutationFn: async () => {
      const { answerWithPasskey } = await import('./passkeys/passkeyCeremonies.ts');
      await adoptSession(await answerWithPasskey());
    },
  });
  return (
    <Card title="With a passkey">
      <div className="stack">
        <p className="soft">
          If you were invited, or have added a passkey: with your finger, face or code, as you unlock your
          device.
        </p>
        {canUsePasskeys() ? (
          <div className="row">
            <Button isBusy={signIn.isPending} onClick={() => signIn.mutate()}>
              <Icon name="key" />
              Sign in with a passkey
            </Button>
          </div>
        ) : (
          <PasskeyPlace />
        )}
        {signIn.error !== null && <PasskeyError error={signIn.error} />}
      </div>
    </Card>
  );
}
