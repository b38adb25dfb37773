import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  label: ComponentChildren
  cell: (row: Row) => ComponentChildren
  /** Numbers stand at the right, so that they can be compared. */
  numeric?: boolean
  /** On a telephone the cell speaks for itself, without its label. */
  unlabelled?: boolean
}

interface TableProps<Row> {
  caption: ComponentChildren
  captionHidden?: boolean
  /** The first column names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]]
  rows: readonly Row[]
  /** The first column holds a link, and the whole row answers the tap; a row stays a glance high. */
  linked?: boolean
}

/** A table from 768 px; below, each row is a block and every cell repeats its label. */
export function Table<Row>({ caption, captionHidden = false, columns, rows, linked }: TableProps<Row>) {
  return (
    <table class={linked ? 'table linked' : 'table'} {...role('table')}>
      <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead {...role('rowgroup')}>
        <tr {...role('row')}>
          {columns.map((column) => (
            <th scope="col" class={column.numeric ? 'numeric' : undefined} {...role('columnheader')}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...role('rowgroup')}>
        {rows.map((row) => (
          <tr {...role('row')}>
            {columns.map((column, index) => (
              <Cell column={column} row={row} first={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Browsers forget what a table is once its rows are laid out as blocks; the roles say it again. */
function role(name: 'table' | 'rowgroup' | 'row' | 'cell' | 'columnheader' | 'rowheader') {
  return { role: name }
}

function Cell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  const side = column.numeric ? 'numeric' : undefined
  if (first) {
    return (
      <th scope="row" class={side} {...role('rowheader')}>
        {column.cell(row)}
      </th>
    )
  }
  return (
    <td
      class={[side, column.unlabelled && 'unlabelled'].filter(Boolean).join(' ') || undefined}
      {...role('cell')}
    >
      {!column.unlabelled && (
        <span class="cell-label" aria-hidden="true">
          {column.label}
        </span>
      )}
      <span class="cell-value">{column.cell(row)}</span>
    </td>
  )
}
