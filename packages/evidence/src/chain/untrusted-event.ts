/**
 * Whether a run was started by a pull or merge request, whose author writes the workflow: pull_request,
 * pull_request_target, pull_request_review …, merge_request_event, external_pull_request_event.
 */
export function isUntrustedEvent(event: string): boolean {
  return /pull_request|merge_request/i.test(event)
}
