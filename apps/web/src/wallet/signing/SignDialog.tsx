// SPDX-License-Identifier: Apache-2.0
import type { ContractCall } from '@datacar/sdk/consortium/ContractCall';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SignStep } from './SignStep.tsx';

export interface SignDialogProps {
  title: string;
  /** Writes the call; it may have to fetch the code that encodes it. */
  build(): Promise<ContractCall>;
  command: string;
  onClose(): void;
}

/** One signature: the sentence, the account, the outcome. */
export function SignDialog({ title, build, command, onClose }: SignDialogProps) {
  const id = useId();
  const { data: call, error } = useQuery({
    queryKey: ['signing', 'call', id],
    queryFn: build,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Dialog title={title} onClose={onClose}>
      {error !== null && <ErrorState error={error} />}
      {call === undefined && error === null && <Skeleton height="8rem" />}
      {call !== undefined && <SignStep call={call} command={command} onClose={onClose} />}
    </Dialog>
  );
}
