// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { ToastRegion } from '../ui/Toast.tsx';
import { onRecovery } from './connection.ts';
import { queryClient } from './queryClient.ts';

export function Providers({ children }: { children: ReactNode }) {
  useEffect(() => onRecovery(() => void queryClient.invalidateQueries()), []);
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      <ToastRegion />
    </QueryClientProvider>
  );
}
