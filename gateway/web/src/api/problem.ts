/** One mistake at one field, e.g. field "values.HS_TIEPNHAN". */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** A failed call, after the problem details that the platform answers with; its message is Vietnamese and made for people. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'Problem';
  }

  messageAt(field: string): string | undefined {
    return this.fields.find((f) => f.field === field)?.message;
  }
}

const NO_CONNECTION = 'Không kết nối được tới máy chủ. Hãy kiểm tra mạng rồi thử lại.';
const NO_ANSWER = 'Máy chủ chưa trả lời được. Hãy thử lại sau ít phút.';

/** Reads problem details; anything else (a proxy's page, nothing) becomes a message that still helps. */
export function problemOf(status: number, body: unknown): Problem {
  if (typeof body === 'object' && body !== null) {
    const { code, detail, title, errors } = body as { code?: unknown; detail?: unknown; title?: unknown; errors?: unknown };
    const message = [detail, title].find((text) => typeof text === 'string' && text !== '');
    return new Problem(status, typeof code === 'string' ? code : '', typeof message === 'string' ? message : NO_ANSWER, fieldsOf(errors));
  }
  return new Problem(status, '', NO_ANSWER);
}

function fieldsOf(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(
    (e): e is FieldProblem => typeof e === 'object' && e !== null && typeof e.field === 'string' && typeof e.message === 'string',
  );
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of a call, or a thrown Problem. */
export async function dataOf<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch {
    throw new Problem(0, 'OFFLINE', NO_CONNECTION);
  }
  if (!outcome.response.ok) throw problemOf(outcome.response.status, outcome.error);
  return outcome.data as T;
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, '', NO_ANSWER);
}
