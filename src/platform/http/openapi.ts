// The OpenAPI document and the permission matrix, from the same declarations as the routes.
import { z } from 'zod'
import type { Access, Command } from '../command.ts'
import type { Query } from '../query.ts'
import { routeOf } from './api.ts'

type JsonSchema = Record<string, unknown>

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'bigint') Object.assign(jsonSchema, { type: 'string', pattern: '^-?\\d+$' })
    },
  }) as JsonSchema
}

const refusalSchema = {
  type: 'object',
  required: ['code', 'message', 'facts'],
  properties: { code: { type: 'string' }, message: { type: 'string' }, facts: { type: 'object' } },
}

function responses(output: z.ZodType): JsonSchema {
  const content = (schema: JsonSchema) => ({ 'application/json': { schema } })
  return {
    200: { description: 'done', content: content(schemaOf(output, 'output')) },
    '4XX': { description: 'refused', content: content(refusalSchema) },
  }
}

function parameters(input: z.ZodType): JsonSchema[] {
  const { properties = {}, required = [] } = schemaOf(input, 'input') as {
    properties?: JsonSchema
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

/** OpenAPI 3.1 of every command and query. */
export function openApi(commands: readonly Command[], queries: readonly Query[], version: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {}
  for (const command of commands) {
    paths[routeOf(command.name)] = {
      post: {
        operationId: command.name,
        summary: command.title,
        'x-access': command.access,
        parameters: [
          { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } },
        ],
        requestBody: { required: true, content: { 'application/json': { schema: schemaOf(command.input, 'input') } } },
        responses: responses(command.output),
      },
    }
  }
  for (const query of queries) {
    paths[routeOf(query.name)] = {
      get: {
        operationId: query.name,
        summary: query.title,
        'x-access': query.access,
        parameters: parameters(query.input),
        responses: responses(query.output),
      },
    }
  }
  return { openapi: '3.1.0', info: { title: '北塔', version }, paths }
}

export type PermissionRow = { name: string; title: string; kind: 'command' | 'query'; access: Access }

/** Who may do what: one row a command or query. */
export function permissionMatrix(commands: readonly Command[], queries: readonly Query[]): PermissionRow[] {
  return [...commands, ...queries].map(({ name, title, kind, access }) => ({ name, title, kind, access }))
}
