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
	f, step, err := s.stepInForce(a.Process, a.Step)
	if err != nil {
		return err
	}
	text, how := strings.TrimSpace(CleanText(a.Text)), strings.TrimSpace(CleanLines(a.How))
	if text == step.Text {
		text = ""
	}
	if how == step.How {
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
	return s.emit(TextProposed{Proposal: Proposal{
		Number: s.shop.LastProposal + 1, Process: f.Process.ID, Step: step.ID, Text: text, How: how,
		OldText: step.Text, OldHow: step.How, Version: s.shop.Processes[a.Process].Latest(),
		By: s.cmd.By, At: s.now, Task: a.Task,
	}})
}

// stepInForce is a step of the newest version of a process.
func (s *shopwork) stepInForce(process, id string) (*Flow, *Step, error) {
	head := s.shop.Processes[process]
	if head == nil {
		return nil, nil, refuse("unknown_process", Say{EN: "There is no process %q.", ID: "Tidak ada proses %q."}, process)
	}
	f := s.v.Flow(process, head.Latest())
	if f == nil || f.Step(id) == nil {
		return nil, nil, refuse("unknown_step", Say{
			EN: "%s has no step %q.",
			ID: "%s tidak punya langkah %q.",
		}, head.Name, id)
	}
	return f, f.Step(id), nil
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

// accept publishes a version that differs by the text only; the step keeps
// its id, and running cases their words.
func (s *shopwork) accept(a AcceptText) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	p, err := s.open(a.Proposal)
	if err != nil {
		return err
	}
	f, step, err := s.stepInForce(p.Process, p.Step)
	if err != nil {
		return err
	}
	if p.Text != "" && step.Text != p.OldText || p.How != "" && step.How != p.OldHow {
		return refuse("text_changed", Say{
			EN: "%q was changed since proposal %d was made. Decline it, or publish what you want yourself.",
			ID: "%q sudah diubah sejak usul %d dibuat. Tolak usul itu, atau terbitkan sendiri yang Anda mau.",
		}, step.Text, p.Number)
	}
	head := s.shop.Processes[p.Process]
	next := f.Process
	next.Steps = slices.Clone(next.Steps)
	changed := &next.Steps[f.Index(p.Step)]
	if p.Text != "" {
		changed.Text = p.Text
	}
	if p.How != "" {
		changed.How = p.How
	}
	last := head.Versions[len(head.Versions)-1]
	if err := s.publish(PublishProcess{Process: next, Divisions: last.Divisions, Share: last.Share}); err != nil {
		return err
	}
	return s.emit(TextAccepted{Proposal: p.Number, Process: p.Process, Step: p.Step, Version: head.Latest() + 1})
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
