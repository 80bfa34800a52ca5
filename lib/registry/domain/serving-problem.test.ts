import { expect, test } from 'vitest'
import { servingProblem } from './serving-problem'

test('only ONNX with operators that agents know can be served', () => {
  expect(servingProblem('onnx', { onnx: { customDomains: [] } })).toBe(null)
  expect(servingProblem('onnx', {})).toBe(null)
  expect(servingProblem('onnx', { onnx: { customDomains: ['com.example'] } })).toContain('com.example')
  expect(servingProblem('mlflow', {})).toContain('mlflow')
  expect(servingProblem(null, null)).toContain('no known format')
})
