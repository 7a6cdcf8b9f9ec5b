// SPDX-License-Identifier: Apache-2.0
import './DropZone.css';
import { useId, useState } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { Icon } from '../../ui/Icon.tsx';

export interface DropZoneProps {
  /** What belongs here. */
  title: string;
  hint: string;
  accept: string;
  isDisabled?: boolean | undefined;
  /** Takes several at once; otherwise the first is taken. */
  isMultiple?: boolean | undefined;
  onFiles(files: readonly [File, ...File[]]): void;
}

/** A place to drop a file; for keyboards and phones it is a button that asks for one. */
export function DropZone({ title, hint, accept, isDisabled, isMultiple, onFiles }: DropZoneProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const [file, ...others] = files ?? [];
    if (file === undefined || isDisabled === true) return;
    onFiles(isMultiple === true ? [file, ...others] : [file]);
  };
  return (
    <label
      htmlFor={id}
      className={classNames('drop-zone', isOver && 'drop-zone-over', isDisabled === true && 'drop-zone-off')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(isDisabled !== true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        id={id}
        type="file"
        className="drop-zone-input"
        accept={accept}
        multiple={isMultiple}
        disabled={isDisabled}
        onChange={({ target }) => {
          take(target.files);
          // The same file may be chosen again after it was corrected.
          target.value = '';
        }}
      />
      <Icon name="upload" size={28} />
      <strong>{title}</strong>
      <span className="small soft">{hint}</span>
    </label>
  );
}
