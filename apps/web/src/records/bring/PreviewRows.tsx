// SPDX-License-Identifier: Apache-2.0
import { Card } from '../../ui/Card.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import type { ImportPreview } from './queries.ts';

type Row = ImportPreview['rows'][number];

/** Enough to see that the columns are the right ones. */
const rowsMax = 8;

/** The first rows as they stand in the file, refused ones with the reason. */
export function PreviewRows({ preview }: { preview: ImportPreview }) {
  const refused = new Map(preview.rowsRefused.map(({ line, message }) => [line, message]));
  const rows = preview.rows.filter(({ line }, index) => index < rowsMax || refused.has(line));
  const columns: Column<Row>[] = [
    {
      key: 'line',
      title: 'Line',
      isNumber: true,
      render: ({ line }) => <span className="faint">{line}</span>,
    },
    ...(refused.size === 0
      ? []
      : [
          {
            key: 'refused',
            title: 'Refused because',
            render: ({ line }: Row) =>
              refused.has(line) && <span className="small mapping-refused-row">{refused.get(line)}</span>,
          },
        ]),
    ...preview.header.map((name, position) => ({
      // Names may be there twice.
      key: `${position} ${name}`,
      title: name,
      render: ({ cells }: Row) => cells[position] ?? '',
    })),
  ];
  return (
    <Card title="The first rows of the file" isFlush>
      <DataTable
        caption="Lines as they stand in the file"
        columns={columns}
        rows={rows}
        keyOf={({ line }) => line}
      />
    </Card>
  );
}
