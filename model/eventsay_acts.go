package model

// actVerb goes on with eventVerb for the acts beside the usual way.
func actVerb(name string) Say {
	switch name {
	case "task.taken_over":
		return Say{EN: "took over", ID: "mengambil alih"}
	case "four_eyes.waived":
		return Say{EN: "waived four eyes", ID: "membebaskan empat mata"}
	case "waiver.asked":
		return Say{EN: "asked to waive four eyes", ID: "meminta pembebasan empat mata"}
	case "task.unclear":
		return Say{EN: "found unclear", ID: "menilai belum jelas"}
	case "task.pinned":
		return Say{EN: "pinned", ID: "menyematkan"}
	case "task.unpinned":
		return Say{EN: "unpinned", ID: "melepas sematan"}
	case "case.repromised":
		return Say{EN: "promised anew", ID: "menjanjikan ulang"}
	case "case.commented":
		return Say{EN: "commented", ID: "berkomentar"}
	case "text.proposed":
		return Say{EN: "proposed a text", ID: "mengusulkan teks"}
	case "text.accepted":
		return Say{EN: "accepted a text", ID: "menerima usul teks"}
	case "text.declined":
		return Say{EN: "declined a text", ID: "menolak usul teks"}
	}
	return intakeVerb(name)
}

// ofAct says the acts beside the usual way of a task.
func (d describing) ofAct(w *EventWords) {
	switch b := d.e.Body.(type) {
	case TaskTakenOver:
		w.Why = b.Reason
		w.Before, w.After = verbatim(d.s.Name(b.From)), verbatim(d.s.Name(d.e.By))
		w.Detail = joined(because(Say{EN: "from %s", ID: "dari %s"}, d.s.Name(b.From)), quoted(b.Reason))
	case FourEyesWaived:
		w.Why = b.Reason
		w.Detail = joined(d.until(b.Until), quoted(b.Reason))
	case TaskUnclear:
		w.Why = b.Text
		w.Detail = quoted(b.Text)
	case TaskPinned:
		w.Detail = d.until(b.Until)
		if d.e.Step == "" {
			w.What = because(Say{EN: "the case", ID: "kasus"})
		}
	case TaskUnpinned:
		if d.e.Step == "" {
			w.What = because(Say{EN: "the case", ID: "kasus"})
		}
	case CaseRepromised:
		w.Why = b.Reason
		if !b.Before.IsZero() {
			w.Before = d.moment(b.Before)
		}
		w.After = d.moment(b.Promise)
		w.Detail = joined(changed(w.Before, w.After), because(Say{EN: "customer told", ID: "pelanggan diberi tahu"}), quoted(b.Reason))
	case CaseCommented:
		w.Detail = quoted(b.Text)
	case EventKept:
		w.Why = b.Reason
		w.Detail = joined(d.outcomeSaid(b.Outcome), d.values(b.Values), d.sent(), quoted(b.Reason))
	default:
		d.ofMessage(w)
	}
}

// ofProposal says what became of another text of a step.
func (d describing) ofProposal(w *EventWords) {
	switch b := d.e.Body.(type) {
	case TextProposed:
		p := b.Proposal
		w.What = d.stepOf(p.Process, p.Step)
		text, how := verbatim(p.Text), verbatim(p.How)
		w.Before, w.After = joined(verbatim(p.OldText), verbatim(p.OldHow)), joined(text, how)
		w.Detail = joined(quoted(p.Text), quoted(p.How))
	case TextAccepted:
		w.What = d.stepOf(b.Process, b.Step)
		w.Detail = because(Say{EN: "proposal %d, version %d", ID: "usul %d, versi %d"}, b.Proposal, b.Version)
	case TextDeclined:
		w.What, w.Why = d.stepOf(b.Process, b.Step), b.Reason
		w.Detail = joined(because(Say{EN: "proposal %d", ID: "usul %d"}, b.Proposal), quoted(b.Reason))
	default:
		d.ofIntake(w)
		d.ofMessage(w)
		d.ofArchive(w)
	}
}

// stepOf is a step outside of any case: "Online order, pack".
func (d describing) stepOf(process, step string) Reason {
	return joined(verbatim(d.process(process)), verbatim(step))
}
