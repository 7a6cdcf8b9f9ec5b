// SPDX-License-Identifier: Apache-2.0
import { createLoginLink } from '@datacar/sdk/wallet/createLoginLink';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useNow } from '../../app/clock.ts';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { QrCode } from '../../ui/QrCode.tsx';

/** For the operator: a code that opens the page on the phone and signs in, once. */
export function SignInQr() {
  const nowMs = useNow();
  const format = useFormat();
  const link = useMutation({ mutationFn: () => createLoginLink(client) });
  const leftMs = (link.data?.expiresAtMs ?? 0) - nowMs;
  const qr = leftMs > 0 ? link.data?.lanQr : undefined;
  return (
    <div className="stack phone-sign-in">
      <h3>Signed in at once</h3>
      <p className="small soft">
        A code that signs your phone in as you, once, within ten minutes. Others get an invitation instead.
      </p>
      {qr != null && (
        <>
          <QrCode rows={qr} label="QR code that signs a phone in" />
          <p className="small soft" role="timer">
            Good for {format.duration(leftMs)}.
          </p>
        </>
      )}
      <div className="row">
        <Button isSmall isBusy={link.isPending} onClick={() => link.mutate()}>
          <Icon name="key" size={16} />
          {qr == null ? 'Show such a code' : 'Show another'}
        </Button>
      </div>
      {link.error !== null && <ErrorState error={link.error} />}
    </div>
  );
}
