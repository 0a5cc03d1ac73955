// A state machine as data: which move leads from which state to which.

export type Machine<State extends string, Move extends string> = Record<State, Partial<Record<Move, State>>>

/** The state a move leads to, or undefined when the move is not allowed from here. */
export function next<State extends string, Move extends string>(
  machine: Machine<State, Move>,
  state: State,
  move: Move,
): State | undefined {
  return machine[state][move]
}
