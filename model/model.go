// Package model is the business of alur: what a process is, what a case and
// a task are, who may do what, and what happens when somebody acts. It has no
// storage, no screen, no clock and no goroutine; someone who reads only this
// package knows the whole business.
//
// The vocabulary on one screen, with the field's own names:
//
//	Process   a definition: steps, roles, standards (BPMN process, a workflow
//	          schema). Immutable once published; every change is a version.
//	Step      one activity of a process (BPMN task). A person does it, alur
//	          does it (auto), or the world does it (wait).
//	Flow      a compiled, checked process: its arrows and what may be ready.
//	Case      one run of a process (a process instance): an order, a repair.
//	Task      one round of one step of one case (WS-HumanTask task, a work
//	          item): ready, taken, doing, parked, done.
//	Person    who acts; holds roles. An owner may do everything, an auditor
//	          only reads.
//	Shop      people, roles, hours, settings and the processes in force.
//	Command   what somebody wants to do. The only way anything changes.
//	Event     what happened: one line of the audit record, the only truth.
//	Refusal   why a command was not done: a code, and a sentence.
//
// Decide turns a command and the state into events or a refusal; Apply folds
// an event into the state. Nothing else holds a rule. The queue, "my next
// task", is a pure function of the open tasks, the definitions and the clock.
package model
