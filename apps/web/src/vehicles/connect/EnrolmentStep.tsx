// SPDX-License-Identifier: Apache-2.0
import type { CreateEnrolmentCodeReturnType } from '@datacar/sdk/vehicles/createEnrolmentCode';
import type { UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../app/clock.ts';
import { useFormat } from '../../app/useFormat.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CommandBlock } from '../../ui/CommandBlock.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Icon } from '../../ui/Icon.tsx';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** A one-time code, and the command that uses it up. */
export function EnrolmentStep({
  code,
  isEnrolled,
  hasKey,
}: {
  code: UseMutationResult<CreateEnrolmentCodeReturnType, Error, void>;
  isEnrolled: boolean;
  /** Another agent, or this server for imports, signs for the car so far. */
  hasKey: boolean;
}) {
  const nowMs = useNow();
  const format = useFormat();
  const { origin, hostname } = window.location;
  const leftMs = code.data === undefined ? 0 : code.data.expiresAtMs - nowMs;
  const isExpired = code.data !== undefined && leftMs <= 0;
  return (
    <>
      <p className="soft">
        A code lets one agent make its own key for this car. It works once; a new one replaces the one before.
      </p>
      {isEnrolled ? (
        <Callout tone="good" title="The agent has made its key">
          <p className="soft">From now on that key signs for this car.</p>
        </Callout>
      ) : (
        <>
          {hasKey && (
            <Callout tone="warning" title="This car has a key already">
              <p className="soft">
                The new one takes its place: the agent that holds the old one signs no more, and logs of
                drives are then imported where the new agent runs, not on this page.
              </p>
            </Callout>
          )}
          {code.data !== undefined && !isExpired && (
            <>
              <CommandBlock
                title="On the machine beside the broker, in Datacar's folder"
                text={`npx datacar-vehicle enrol --server ${origin} --code ${code.data.enrolmentCode} --folder car`}
              />
              <p className="small soft" role="timer">
                The code expires in {format.duration(Math.max(0, leftMs))}.
              </p>
              {loopbackNames.includes(hostname) && (
                <Callout tone="info" title="For an agent on another machine">
                  <p className="soft">
                    <code>{origin}</code> is reached on this machine only. Start the server with{' '}
                    <code>--lan</code>, and open this page by the address that it prints (
                    <Link to="/phone">On the phone</Link>).
                  </p>
                </Callout>
              )}
            </>
          )}
          {isExpired && <Callout tone="warning" title="The code has expired. Make a new one." />}
          <div className="row">
            <Button
              kind={code.data === undefined ? 'primary' : 'plain'}
              isBusy={code.isPending}
              onClick={() => code.mutate()}
            >
              <Icon name="key" />
              {code.data === undefined ? 'Make a one-time code' : 'Make a new code'}
            </Button>
          </div>
        </>
      )}
      {code.error !== null && <ErrorState error={code.error} />}
    </>
  );
}
