package model

import (
	"strings"
	"time"
)

// ofCase says the events of a case.
func (d describing) ofCase(w *EventWords) {
	switch b := d.e.Body.(type) {
	case CaseStarted:
		w.What = verbatim(b.Title)
		w.Detail = verbatim(b.Key)
		if !b.Promise.IsZero() {
			w.Detail = joined(w.Detail, because(Say{EN: "promised for %s", ID: "dijanjikan %s"}, d.moment(b.Promise)))
		}
		if b.Parent != nil {
			w.Detail = joined(w.Detail, because(Say{EN: "for %s", ID: "untuk %s"}, b.Parent.String()))
		} else {
			w.Detail = joined(w.Detail, d.sent())
		}
		w.After = d.values(b.Fields)
	case CaseFinished:
		if b.State == Cancelled {
			w.Detail = because(Say{EN: "as cancelled", ID: "sebagai batal"})
		}
	case CaseMigrated:
		w.Before, w.After = number(b.From), number(b.Version)
		w.Detail = because(Say{EN: "version %d → %d", ID: "versi %d → %d"}, b.From, b.Version)
	case CaseCancelled:
		w.Why, w.Detail = b.Reason, quoted(b.Reason)
		if b.Undo {
			w.Why, w.Detail = "", because(Say{EN: "its start was undone", ID: "mulainya diurungkan"})
		}
		if b.With != "" {
			w.Detail = because(Say{EN: "no longer needed by %s", ID: "tidak lagi diperlukan %s"}, b.With)
		}
	case Undone:
		w.Detail = because(eventVerb(b.What))
	default:
		d.ofTask(w)
	}
}

// ofTask says what happened to a task.
func (d describing) ofTask(w *EventWords) {
	switch b := d.e.Body.(type) {
	case TaskReady:
		w.Detail = d.opened(b)
	case TaskSetAside:
		w.Detail = because(Say{EN: "for %s", ID: "demi %s"}, b.For.String())
	case TaskTicked:
		d.ticked(w, b)
	case FieldSet:
		d.fieldSet(w, b)
	case TaskCompleted:
		d.completed(w, b)
	case TaskSkipped:
		d.skipped(w, b)
	case WorkSentBack:
		w.Why = b.Reason
		w.Detail = joined(because(Say{EN: "to %s", ID: "ke %s"}, d.step(b.To)), quoted(b.Reason))
	case TaskParked:
		w.Why = b.Reason
		w.Detail = joined(quoted(b.Reason), d.until(b.Until))
	case TaskHeld:
		w.Detail = b.reason()
	case TaskGivenBack:
		w.Why, w.Detail = b.Reason, quoted(b.Reason)
		if d.e.By == "" && b.Reason == closingReason {
			w.Why, w.Detail = "", because(Say{EN: "came back at closing time", ID: "kembali saat toko tutup"})
		}
	case TaskHandedOver:
		d.handedOver(w, b)
	case AutoDone, ChoiceMade, TimerFired, StepStarted:
		d.byItself(w)
	default:
		d.ofAct(w)
	}
}

// skipped says why a step was passed by.
func (d describing) skipped(w *EventWords, b TaskSkipped) {
	w.Why, w.Detail = b.Reason, quoted(b.Reason)
	if b.When != "" {
		w.Detail = because(Say{EN: "because not: %s", ID: "karena tidak: %s"}, b.When)
		w.After = d.values(b.Values)
		if !w.After.Empty() {
			w.Detail = because(Say{EN: "because of %s", ID: "karena %s"}, w.After)
		}
	}
	if b.None != "" {
		w.Detail = because(Say{EN: "because there is nothing in: %s", ID: "karena tidak ada isi di: %s"}, nameLabel(b.None))
	}
}

// byItself says what alur did by itself.
func (d describing) byItself(w *EventWords) {
	switch b := d.e.Body.(type) {
	case AutoDone:
		var told Reason
		switch {
		case b.NoAddress:
			told = because(Say{EN: "told nobody: there is no address", ID: "tidak memberi tahu siapa pun: tidak ada alamat"})
		case ParseTold(b.Notify).Outside(): // The message has an event of its own.
		case b.Notify != "":
			told = because(Say{EN: "told %s", ID: "memberi tahu %s"}, ToldWords(b.Notify))
		}
		w.After = d.values(b.Set)
		w.Detail = joined(w.After, told)
	case TimerFired:
		w.Detail = d.timer(b)
	case StepStarted:
		w.What = d.step(b.Step)
		w.Detail = because(Say{EN: "%s is overdue", ID: "%s lewat waktu"}, d.step(d.e.Step))
	case ChoiceMade:
		w.After = d.values(b.Values)
		w.Detail = joined(because(d.outcome(b.Outcome)), w.After)
	}
}

// opened says why a task is there, or for whom.
func (d describing) opened(b TaskReady) Reason {
	var back, whom Reason
	if b.CameBack != nil {
		why := b.CameBack.Reason
		if why == "" {
			why = d.step(b.CameBack.From).In(English)
		}
		back = because(Say{EN: "came back: %s", ID: "kembali: %s"}, why)
	}
	if b.For != "" {
		whom = because(Say{EN: "for %s", ID: "untuk %s"}, d.s.Name(b.For))
	}
	if b.Waits {
		whom = because(Say{EN: "waits for news", ID: "menunggu kabar"})
		if d.f != nil && d.f.Step(d.e.Step) != nil {
			if wait, timed := d.f.Step(d.e.Step).Timed(); timed {
				whom = because(Say{EN: "waits: %s", ID: "menunggu: %s"}, wait.Rule)
			}
		}
	}
	if b.Child != "" {
		whom = because(Say{EN: "as %s", ID: "sebagai %s"}, b.Child)
	}
	return joined(verbatim(b.Entry), back, whom)
}

func (d describing) ticked(w *EventWords, b TaskTicked) {
	w.What = verbatim(b.Text)
	ticked, open := because(Say{EN: "ticked", ID: "dicentang"}), because(Say{EN: "not ticked", ID: "belum dicentang"})
	w.Before, w.After = open, ticked
	if !b.On {
		w.Verb = because(Say{EN: "unticked", ID: "menghapus centang"})
		w.Before, w.After = ticked, open
	}
}

func (d describing) fieldSet(w *EventWords, b FieldSet) {
	w.What = because(nameLabel(b.Field))
	w.Before, w.After = d.value(b.Field, b.Before), d.value(b.Field, b.Value)
	switch {
	case b.Value.Empty():
		w.Verb = because(Say{EN: "cleared", ID: "mengosongkan"})
		w.Detail = w.Before
	case b.Before.Empty():
		w.Verb = because(Say{EN: "entered", ID: "mengisi"})
		w.Detail = w.After
	default:
		w.Detail = changed(w.Before, w.After)
	}
}

// completed says how a task ended, where that is more than done.
func (d describing) completed(w *EventWords, b TaskCompleted) {
	w.Why = b.Reason
	var outcome Reason
	if b.Outcome != DoneOutcome {
		outcome = because(d.outcome(b.Outcome))
	}
	w.After = outcome
	if b.Early {
		outcome = joined(outcome, because(Say{EN: "the news had come before", ID: "kabarnya sudah datang lebih dulu"}))
	} else {
		outcome = joined(outcome, d.sent())
	}
	w.Detail = joined(outcome, quoted(b.Reason))
	if !b.Back {
		return
	}
	w.Verb = because(eventVerb("work.sent_back"))
	if d.f != nil {
		if o, ok := d.f.Outcome(d.e.Step, b.Outcome); ok && len(o.To) == 1 {
			w.Detail = joined(because(Say{EN: "to %s", ID: "ke %s"}, d.step(o.To[0])), quoted(b.Reason))
		}
	}
}

func (d describing) handedOver(w *EventWords, b TaskHandedOver) {
	w.Why = b.Reason
	to := because(Say{EN: "to %s", ID: "kepada %s"}, d.s.Name(b.To))
	var from Reason
	if b.From != "" {
		w.Before = verbatim(d.s.Name(b.From))
		if b.From != d.e.By {
			from = because(Say{EN: "from %s", ID: "dari %s"}, d.s.Name(b.From))
		}
	}
	w.After = verbatim(d.s.Name(b.To))
	if b.To == d.e.By && b.From != "" && b.From != b.To {
		w.Verb = because(Say{EN: "took over", ID: "mengambil alih"})
		to = Reason{}
	}
	w.Detail = joined(from, to, quoted(b.Reason))
}

// until is when something is due or asks again; nothing for no time.
func (d describing) until(t time.Time) Reason {
	if t.IsZero() {
		return Reason{}
	}
	return because(Say{EN: "until %s", ID: "sampai %s"}, d.moment(t))
}

// moment is a time on the shop's clock.
func (d describing) moment(t time.Time) Reason {
	cal, err := d.s.Calendar()
	if err != nil {
		cal = AlwaysOpen()
	}
	return because(Say{EN: "%s", ID: "%s"}, moment{at: t.In(cal.Location())})
}

// outcome is the label of an outcome of the event's step.
func (d describing) outcome(name string) Say {
	if d.f == nil {
		return OutcomeLabel(nil, name)
	}
	return OutcomeLabel(d.f.Step(d.e.Step), name)
}

// value is a value as the shop writes it.
func (d describing) value(name string, v Value) Reason {
	var f Field
	if d.f != nil {
		f, _ = d.f.Field(name)
		if own, ok := d.f.RecordField(d.e.Step, name); ok {
			f = own
		}
	}
	return ValueWords(f, v, d.s)
}

// ValueWords is a value of a field as the shop writes it: numbers with its
// decimal sign and their unit, money with its currency, people by name; nothing
// for no value.
func ValueWords(f Field, v Value, s *Shop) Reason {
	if v.Empty() {
		return Reason{}
	}
	switch f.Type {
	case NumberField:
		return verbatim(strings.TrimSpace(FormatNumber(v.Text, s.Decimal) + " " + f.Unit))
	case MoneyField:
		return verbatim(strings.TrimSpace(s.Currency + " " + FormatMoney(v.Text, s.Decimal)))
	case PersonField:
		return verbatim(s.Name(v.Text))
	case ChoiceField:
		return because(ChoiceLabel(f, v.Text))
	case YesNoField:
		return yesNo(v.Text == "yes")
	case DateField:
		if day, err := time.Parse(time.DateOnly, v.Text); err == nil {
			return because(Say{EN: "%s", ID: "%s"}, moment{at: day, day: true})
		}
	}
	return verbatim(v.String())
}

func yesNo(yes bool) Reason {
	if yes {
		return because(Say{EN: "yes", ID: "ya"})
	}
	return because(Say{EN: "no", ID: "tidak"})
}

// values are all values by name: "customer: Bu Rina, order no: A-1042".
func (d describing) values(vs Values) Reason {
	var all []Reason
	for _, name := range sortedNames(vs) {
		if v := d.value(name, vs[name]); !v.Empty() {
			all = append(all, because(Say{EN: "%s: %s", ID: "%s: %s"}, nameLabel(name), v))
		}
	}
	return joined(all...)
}
