// SPDX-License-Identifier: Apache-2.0
import './SignInPage.css';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useSession } from '../app/useSession.ts';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { signInMethods } from './signInMethods.ts';

const linkCommand = 'npx datacar link';

export function SignInPage() {
  const { linkError } = useSession();
  return (
    <div className="sign-in">
      <PageHeader title="Sign in">
        What a car says belongs to its owner, so this page is only for people who may see it.
      </PageHeader>
      <div className="stack">
        {linkError !== null && (
          <Callout tone="warning" title="That link no longer signs in" isAlert>
            <p>
              A link works once and for ten minutes. Make a new one as below; the one before is of no use to
              anybody.
            </p>
          </Callout>
        )}
        <Card title="With a one-time link">
          <div className="stack">
            <p className="soft">On the machine that runs Datacar, in its folder:</p>
            <div className="command-line">
              <code>{linkCommand}</code>
              <CopyButton text={linkCommand} label="Copy the command" />
            </div>
            <p className="soft">
              Open the link that it prints, in this browser. It works once, for ten minutes.
            </p>
          </div>
        </Card>
        {signInMethods
          .filter(({ isAvailable }) => isAvailable())
          .map(({ id, Panel }) => (
            <Suspense key={id} fallback={<Skeleton height="8rem" />}>
              <Panel />
            </Suspense>
          ))}
        <p className="soft">
          Without signing in you can <Link to="/verify">verify a proof</Link> that somebody gave you, and look
          at <Link to="/explorer">the chain</Link>.
        </p>
      </div>
    </div>
  );
}
