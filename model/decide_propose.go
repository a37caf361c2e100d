package model

import (
	"slices"
	"strings"
)

// propose asks the owner for another text of a step. Who does the work knows
// best what its words should be.
func (s *shopwork) propose(a ProposeText) error {
	if _, err := actor(s.v, s.cmd); err != nil {
		return err
	}
	version, step, err := s.stepInForce(a)
	if err != nil {
		return err
	}
	text, how := tidyReason(a.Text), strings.TrimSpace(CleanLines(a.How))
	if text == step.Text {
		text = ""
	}
	if how == step.How || saysNothing(how) {
		how = ""
	}
	if text == "" && how == "" {
		return refuse("no_change", Say{
			EN: "Please write how it should say instead: another text, or another how.",
			ID: "Mohon tulis bunyinya yang baru: teks lain, atau cara lain.",
		})
	}
	if len([]rune(text)) > longestComment || len([]rune(how)) > MaxText {
		return refuse("long_text", Say{
			EN: "That text is too long: %d letters at most.",
			ID: "Teks itu terlalu panjang: paling banyak %d huruf.",
		}, longestComment)
	}
	if c := s.v.Case(a.Task.Case); c == nil || c.Task(a.Task.Step) == nil {
		a.Task = TaskRef{}
	}
	return s.emit(TextProposed{Proposal: Proposal{
		Number: s.shop.LastProposal + 1, Process: a.Process, Step: step.ID, Text: text, How: how,
		OldText: step.Text, OldHow: step.How, Version: version,
		By: s.cmd.By, At: s.now, Task: a.Task,
	}})
}

// stepInForce is a step as who proposes sees it: in the version by which cases
// like the one in hand begin, or else those of the person's division, or else
// in the newest one that has it.
func (s *shopwork) stepInForce(a ProposeText) (version int, step *Step, err error) {
	head := s.shop.Processes[a.Process]
	if head == nil {
		return 0, nil, refuse("unknown_process", Say{EN: "There is no process %q.", ID: "Tidak ada proses %q."}, a.Process)
	}
	division := s.shop.People[s.cmd.By].Division
	c := s.v.Case(a.Task.Case)
	if c != nil {
		division = c.Division
	}
	versions := []int{head.InForce(division)}
	if pilot, on := head.Pilot(division); on && c != nil && c.Version == pilot.Version {
		versions[0] = pilot.Version
	}
	for _, v := range slices.Backward(s.live(head)) {
		versions = append(versions, v.Version)
	}
	for _, version := range append(versions, head.Latest()) {
		if f := s.v.Flow(a.Process, version); f != nil && f.Step(a.Step) != nil {
			return version, f.Step(a.Step), nil
		}
	}
	return 0, nil, refuse("unknown_step", Say{
		EN: "%s has no step %q.",
		ID: "%s tidak punya langkah %q.",
	}, head.Name, a.Step)
}

// live are the versions of a process by which cases begin: those in force for
// the shop and for divisions, and those on trial, in the order in which they
// were published.
func (s *shopwork) live(head *ProcessHead) []Published {
	divisions := append([]string{""}, s.shop.DivisionIDs()...)
	var all []Published
	for _, v := range head.Current() {
		if slices.ContainsFunc(divisions, func(d string) bool {
			pilot, _ := head.Pilot(d)
			return v.Version == head.InForce(d) || v.Version == pilot.Version
		}) {
			all = append(all, v)
		}
	}
	return all
}

// open finds a proposal that waits for an answer.
func (s *shopwork) open(number int) (Proposal, error) {
	for _, p := range s.shop.Proposals {
		if p.Number == number {
			return p, nil
		}
	}
	return Proposal{}, refuse("unknown_proposal", Say{
		EN: "No proposal %d waits for an answer.",
		ID: "Tidak ada usul %d yang menunggu jawaban.",
	}, number)
}

// accept puts the words of a proposal in force wherever cases begin and the
// step says what it said when they were proposed: for the shop, for divisions
// that have a version of their own, on trial. Each of those versions is
// published anew, and so is what came after the first of them, for a newer
// version for all would take its place. The step keeps its id, and running
// cases their words.
func (s *shopwork) accept(a AcceptText) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	p, err := s.open(a.Proposal)
	if err != nil {
		return err
	}
	head := s.shop.Processes[p.Process]
	version, now := head.Latest(), ""
	for _, v := range s.live(head) {
		f := s.v.Flow(p.Process, v.Version)
		if f == nil {
			continue
		}
		next, changed := p.in(f)
		if step := f.Step(p.Step); step != nil {
			now = step.Text
		}
		if !changed && version == head.Latest() {
			continue
		}
		if f, err = sound(next); err != nil {
			return err
		}
		version++
		if err := s.emit(ProcessPublished{Version: version, Hash: f.Hash(), Divisions: v.Divisions, Share: v.Share, Process: f.Process}); err != nil {
			return err
		}
	}
	switch {
	case now == "":
		return refuse("unknown_step", Say{EN: "%s has no step %q.", ID: "%s tidak punya langkah %q."}, head.Name, p.Step)
	case version == head.Latest():
		return refuse("text_changed", Say{
			EN: "%q was changed since proposal %d was made. Decline it, or publish what you want yourself.",
			ID: "%q sudah diubah sejak usul %d dibuat. Tolak usul itu, atau terbitkan sendiri yang Anda mau.",
		}, now, p.Number)
	}
	return s.emit(TextAccepted{Proposal: p.Number, Process: p.Process, Step: p.Step, Version: head.Latest() + 1})
}

// in is a process with the words of the proposal; false where its step does
// not say any more, or never said, what they are to take the place of.
func (p Proposal) in(f *Flow) (Process, bool) {
	next := f.Process
	step := f.Step(p.Step)
	if step == nil || p.Text != "" && step.Text != p.OldText || p.How != "" && step.How != p.OldHow {
		return next, false
	}
	next.Steps = slices.Clone(next.Steps)
	changed := &next.Steps[f.Index(p.Step)]
	if p.Text != "" {
		changed.Text = p.Text
	}
	if p.How != "" {
		changed.How = p.How
	}
	return next, true
}

// decline answers a proposal with why not.
func (s *shopwork) decline(a DeclineText) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	p, err := s.open(a.Proposal)
	if err != nil {
		return err
	}
	reason, err := needReason(a.Reason, Say{EN: "why not, so that %s knows", ID: "mengapa tidak, agar %s tahu"}, s.shop.Name(p.By))
	if err != nil {
		return err
	}
	return s.emit(TextDeclined{Proposal: p.Number, Process: p.Process, Step: p.Step, Reason: reason})
}

// answered takes a proposal off the list.
func (s *Shop) answered(number int) {
	s.Proposals = slices.DeleteFunc(slices.Clone(s.Proposals), func(p Proposal) bool { return p.Number == number })
	if len(s.Proposals) == 0 {
		s.Proposals = nil
	}
}
