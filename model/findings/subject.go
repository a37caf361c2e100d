package findings

import (
	"alur/model"
	"alur/model/eventlog"
)

// Subject is what the rounds behind a figure are of: a step of a process, a
// whole process, or what a role or a person did and has to do.
type Subject struct {
	Process, Step, Role, Person string
}

// ask narrows a question down to the subject's process.
func (s Subject) ask(q Question) Question {
	if s.Role == "" && s.Person == "" {
		q.Process = s.Process
	}
	return q
}

// isOf reports whether a row is one of the subject's. Those of a role
// are what its load is made of: work, not waits for the world.
func (r *reviewing) isOf(s Subject, row int32) bool {
	l := r.Log
	step := l.Steps[l.Step[row]]
	if s.Person != "" {
		person := l.Person[row]
		return person != eventlog.None && l.People[person] == s.Person
	}
	if s.Role == "" {
		return step.Process == s.Process && (s.Step == "" || step.Name == s.Step)
	}
	role := l.Role[row]
	return role != eventlog.None && l.Roles[role] == s.Role && r.kinds[l.Step[row]] == model.Do
}
