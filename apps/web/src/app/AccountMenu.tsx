// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { Hash } from '../ui/Hash.tsx';
import { Icon } from '../ui/Icon.tsx';
import { showToast } from '../ui/Toast.tsx';
import { describeError } from './describeError.ts';
import { signOut, useSession } from './useSession.ts';

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { data: session } = useSession();
  const ending = useMutation({
    mutationFn: signOut,
    onError: (error) => showToast(describeError(error).title, 'danger'),
  });
  if (!session) return null;
  return (
    <div className="account">
      <div className="account-who">
        <span className="small faint">{session.isOperator ? 'Operator' : 'Signed in'}</span>
        <Hash value={session.account} hasCopy={false} />
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label="Sign out"
        title="Sign out"
        disabled={ending.isPending}
        onClick={() => ending.mutate()}
      >
        <Icon name="signOut" />
      </button>
    </div>
  );
}
