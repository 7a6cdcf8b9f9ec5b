// SPDX-License-Identifier: Apache-2.0
import './ProofSteps.css';
import { classNames } from '../../ui/classNames.ts';
import { Icon } from '../../ui/Icon.tsx';
import { type AnyStep, stepWords } from './proofWords.ts';

/** Every link from the reading to the anchor: whether it holds, and whom one believes for it. */
export function ProofSteps({ steps }: { steps: readonly AnyStep[] }) {
  return (
    <ol className="proof-steps" aria-label="Steps of the proof">
      {steps.map((step) => (
        <ProofStepLine key={step.name} step={step} />
      ))}
    </ol>
  );
}

function ProofStepLine({ step: { name, ok, believe, failure } }: { step: AnyStep }) {
  const { subject, holds, fails } = stepWords[name];
  const isUnsure = failure?.code === 'TRUST_MISSING';
  const says = isUnsure ? 'Nobody to trust was given, so nobody vouches for this.' : fails;
  return (
    <li
      className={classNames('proof-step', !ok && (isUnsure ? 'proof-step-unsure' : 'proof-step-failed'))}
      data-step={name}
      data-ok={ok}
    >
      <span className="proof-mark">
        <Icon name={ok ? 'check' : isUnsure ? 'info' : 'cross'} size={14} />
        <span className="visually-hidden">{ok ? 'holds: ' : isUnsure ? 'open: ' : 'failed: '}</span>
      </span>
      <span className="proof-subject">{subject}</span>
      <div className="proof-step-body">
        <p className="proof-says">{ok ? holds : says}</p>
        {ok ? (
          <p className="small faint">You believe: {believe}</p>
        ) : (
          failure !== undefined &&
          !isUnsure && (
            <p className="small soft">
              {failure.message} <code>{failure.code}</code>
            </p>
          )
        )}
      </div>
    </li>
  );
}
