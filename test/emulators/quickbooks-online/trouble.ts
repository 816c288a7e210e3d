import type { Misbehaviour } from '../core/faults';
import type { FaultType } from './refusal';

/** For `faults.add`: nothing takes effect and a Fault is answered, with HTTP 200 if that is the status given. */
export function faultAnswer(status: number, code: string, Message: string, Detail: string, type: FaultType = 'ValidationFault'): Misbehaviour {
  return { do: 'answer-before', status, contentType: 'application/json;charset=UTF-8', body: JSON.stringify({ Fault: { Error: [{ Message, Detail, code, element: '' }], type }, time: '2026-11-10T12:00:00.000-08:00' }) };
}
