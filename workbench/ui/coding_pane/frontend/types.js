/**
 * The shapes the pane and the server share. Nothing here runs.
 *
 * Positions are code points in the whole text, half-open.
 *
 * @typedef {{guid: string, start: number, end: number, code: string, coder: string,
 *   presence: string, lens: string | null, flags: string[], perspectives: string[],
 *   perspective_hidden: boolean, on: string, entered_by?: string | null}} Coding
 * @typedef {{guid: string, key: string, parent: string | null, value: string | null,
 *   kind: string, level: string | null, name: string, plain_name: string, definition: string,
 *   include_when: string, exclude_when: string, digit: number | null,
 *   retired?: boolean}} Code
 * @typedef {{guid: string, start: number | null, end: number | null, words: string,
 *   visibility: "me" | "picked" | "team" | "report", mine: boolean, author: string}} Note
 * @typedef {{guid: string, words: string, in_use: boolean}} Perspective
 * @typedef {{guid: string, name: string}} Person
 * @typedef {{start: number, end: number, speaker: string | null, role: string,
 *   begins: number | null}} Turn
 * @typedef {{kind: string, at: number, words: string}} Structure
 * @typedef {{can_undo: boolean, can_redo: boolean}} UndoState
 * @typedef {{guid: string, name: string, version: string, kind: string, settings: string[],
 *   participants: string[], text: string, turns: Turn[], structure: Structure[],
 *   folds: import("./folds.js").Fold[]}} Source
 * @typedef {{me: Person, source: Source, round: {guid: string, name: string, alone: boolean}, codes: Code[],
 *   readers: Person[], team: Person[], support: string, codings: Coding[], notes: Note[], perspectives: Perspective[],
 *   perspective_wish: string | null,
 *   assignment: {state: string}, place: number | null,
 *   settings: Record<string, string>, today: import("./today.js").Today, undo: UndoState, cursor: string}} Snapshot
 *
 * @typedef {{id: string, kind: string, [field: string]: any}} Operation
 * @typedef {{kind: string, [field: string]: any}} Change
 * @typedef {{id: string, state: "saved" | "refused", changes?: Change[], error?: string,
 *   message?: string}} Result
 * @typedef {{results: Result[], cursor: string, undo: UndoState}} Answer
 *
 * What waits in the queue: the operation, and how its object stood before and after, so that the
 * screen can show it at once; `made` and `unmade` are a code that it adds or takes away.
 * @typedef {{operation: Operation, about: string | null, before?: Coding | null,
 *   after?: Coding | null, words?: string, made?: Code, unmade?: Code}} Entry
 *
 * @typedef {{start: number, end: number}} Span
 */

export {};
