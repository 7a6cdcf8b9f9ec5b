// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SignStep } from '../../wallet/signing/SignStep.tsx';
import { AmountField } from '../AmountField.tsx';
import { formatPayment } from '../formatPayment.ts';
import { readAmount } from '../readAmount.ts';
import { buildAllowance, buildBuy } from '../tokenCalls.ts';
import { type Round, roundNames } from './roundWords.ts';

const unit = 10n ** 18n;

/** As the contract rounds it: up. */
const costOf = (amount: bigint, price: bigint): bigint => (amount * price + unit - 1n) / unit;

interface Order {
  /** As it was typed. */
  text: string;
  amount: bigint;
  /** Hashes that show that the account is on the round's list. */
  proof: string[];
}

/** How much, what it costs, and the signature; two of them where the round is paid in a token. */
export function BuyDialog({ round, onClose }: { round: Round; onClose(): void }) {
  const [step, setStep] = useState<'form' | 'allow' | 'buy'>('form');
  const token = round.terms?.payment.token ?? null;
  const building = useMutation({
    mutationFn: async (order: Order) => {
      const cost = costOf(order.amount, BigInt(round.terms?.price ?? 0));
      const [allowance, buy] = await Promise.all([
        token === null ? undefined : buildAllowance(token, cost),
        buildBuy(round, order),
      ]);
      return { allowance, buy, command: `datacar offering buy --amount ${order.text}` };
    },
    onSuccess: ({ allowance }) => setStep(allowance === undefined ? 'buy' : 'allow'),
  });
  const { data: built } = building;
  const title = `Buy DATR: ${roundNames[round.name].toLowerCase()}`;
  if (step === 'form' || built === undefined) {
    const { isPending: isBusy, error, mutate: onOrder } = building;
    return <OrderForm {...{ title, round, isBusy, error, onOrder, onClose }} />;
  }
  const { allowance, buy, command } = built;
  const next = { label: 'Go on to buy', onNext: () => setStep('buy') };
  return (
    <Dialog title={title} onClose={onClose}>
      {step === 'allow' && allowance !== undefined ? (
        <SignStep key="allow" {...{ call: allowance, command, next, onClose }} />
      ) : (
        <SignStep key="buy" {...{ call: buy, command, onClose }} />
      )}
    </Dialog>
  );
}

interface OrderFormProps {
  title: string;
  round: Round;
  isBusy: boolean;
  error: Error | null;
  onOrder(order: Order): void;
  onClose(): void;
}

function OrderForm({ title, round: { terms }, isBusy, error, onOrder, onClose }: OrderFormProps) {
  const [text, setText] = useState('');
  const [list, setList] = useState('');
  const { amount, problem } = readAmount(text);
  const isListed = terms !== null && terms.allowListRoot !== null;
  const cost =
    amount === undefined || terms === null
      ? undefined
      : formatPayment(costOf(amount, BigInt(terms.price)), terms.payment);
  const submit = () => {
    if (amount === undefined) return;
    onOrder({ text: text.trim(), amount, proof: list.match(/0x[0-9a-f]{64}/gi) ?? [] });
  };
  return (
    <FormDialog action="Go on" onSubmit={submit} {...{ title, isBusy, error, onClose }}>
      {(isTried) => (
        <>
          <AmountField
            value={text}
            hint={cost === undefined ? undefined : `Costs ${cost}.`}
            problem={isTried ? problem : undefined}
            onChange={setText}
          />
          {isListed && (
            <Field
              label="Proof that the account is on the list"
              hint="Hashes that whoever made the list gave to you; none for a list of one."
            >
              {({ id, describedBy }) => (
                <textarea
                  id={id}
                  className="input mono"
                  aria-describedby={describedBy}
                  rows={3}
                  value={list}
                  spellCheck={false}
                  onChange={({ target }) => setList(target.value)}
                />
              )}
            </Field>
          )}
        </>
      )}
    </FormDialog>
  );
}
