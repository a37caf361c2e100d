package demo

import (
	"fmt"
	"time"

	"alur/model"
)

// finish completes a task as its worker would: mostly well, sometimes with
// another outcome, now and then parked for an hour or taken back at once.
func (f *furnisher) finish(w *worker, ref model.TaskRef) error {
	c := f.session.Case(ref.Case)
	if t := c.Task(ref.Step); c.State != model.Running || t == nil || t.By != w.id || !t.State.Open() {
		return nil
	}
	if f.chance(0.02) {
		return f.park(w, ref)
	}
	if err := f.complete(w, c, ref); err != nil {
		return err
	}
	if f.chance(0.008) {
		f.now = f.now.Add(20 * time.Second)
		if _, err := f.do(w.id, model.Undo{}); err != nil && model.Refused(err) == nil {
			return err
		}
	}
	return nil
}

func (f *furnisher) park(w *worker, ref model.TaskRef) error {
	_, err := f.do(w.id, model.Park{
		Task: ref, Reason: f.pick(f.words.parkedFor), Until: f.cal.Add(f.now, 90*time.Minute),
	})
	return err
}

// report says that what a step waited for has come.
func (f *furnisher) report(w *worker, ref model.TaskRef) error {
	return f.complete(w, f.session.Case(ref.Case), ref)
}

// complete finishes a task with everything its outcome demands.
func (f *furnisher) complete(w *worker, c *model.Case, ref model.TaskRef) error {
	flow := f.session.Flow(c.Process, c.Version)
	o := f.outcome(flow, ref.Step)
	act := model.Complete{Task: ref, Outcome: o.Name}
	if o.GoesOn() {
		for _, item := range flow.Items(ref.Step, c.Fields) {
			act.Ticks = append(act.Ticks, item.Key)
		}
		act.Values = f.values(flow.Step(ref.Step).Record, c.Fields)
	} else {
		act.Reason = f.reason(o)
	}
	_, err := f.do(w.id, act)
	return err
}

// outcome draws how a step ends: the usual way nine times in ten.
func (f *furnisher) outcome(flow *model.Flow, step string) model.Outcome {
	all := flow.Outcomes(step)
	if len(all) == 1 {
		return all[0]
	}
	odds := 0.94
	if step == "quality" {
		odds = 0.87
	}
	if f.chance(odds) {
		return flow.Usual(step)
	}
	return all[1+f.dice.IntN(len(all)-1)]
}

// reason draws why; the first reasons come more often than the last.
func (f *furnisher) reason(o model.Outcome) string {
	if len(o.Reasons) == 0 {
		return f.pick(f.words.whys)
	}
	for _, r := range o.Reasons[:len(o.Reasons)-1] {
		if f.chance(0.55) {
			return r
		}
	}
	return o.Reasons[len(o.Reasons)-1]
}

func (f *furnisher) pick(from []string) string { return from[f.dice.IntN(len(from))] }

// startFields are what a new case begins with.
func (f *furnisher) startFields(flow *model.Flow) model.Values {
	ask := flow.Process.Start.Ask
	f.orders++
	v := f.values(ask, nil)
	for _, field := range ask {
		switch field.Name {
		case "order_no":
			v[field.Name] = text(fmt.Sprint(2040 + f.orders))
		case "customer":
			v[field.Name] = text(f.pick(f.words.customers))
		case "what":
			v[field.Name] = text(f.pick(f.words.supplies))
		case "asked_by":
			v[field.Name] = text(f.pick(f.words.asked))
		case "month":
			v[field.Name] = text(f.now.AddDate(0, -1, 0).Format("2006-01"))
		case "payment":
			v[field.Name] = text(field.Choices[f.dice.IntN(len(field.Choices))])
		case "total":
			v[field.Name] = text(fmt.Sprint(1000 * (35 + f.dice.IntN(900))))
		}
	}
	return v
}

// values fills fields with what people would write.
func (f *furnisher) values(fields []model.Field, known model.Values) model.Values {
	v := model.Values{}
	for _, field := range fields {
		if field.Optional && f.chance(0.6) {
			continue
		}
		v[field.Name] = f.value(field, known)
	}
	return v
}

func (f *furnisher) value(field model.Field, known model.Values) model.Value {
	switch field.Type {
	case model.NumberField:
		return text(f.number(field))
	case model.MoneyField:
		sum := text(fmt.Sprint(1000 * (40 + f.dice.IntN(1100))))
		if agreed, ok := known[agreedIn(field.Name)]; ok {
			return agreed
		}
		return sum
	case model.DateField:
		return text(f.cal.AddDays(f.now, 2+f.dice.IntN(3)).In(f.cal.Location()).Format(time.DateOnly))
	case model.TimeField:
		return text("10:30")
	case model.YesNoField:
		return text("yes")
	case model.ChoiceField:
		return text(f.pick(field.Choices))
	case model.ListField:
		return f.list()
	case model.PhoneField:
		return text(fmt.Sprintf("0812%07d", f.dice.IntN(9999999)))
	case model.PersonField:
		return text("Budi")
	case model.ScanField:
		if field.Equals != "" {
			return known[field.Equals]
		}
		return text(fmt.Sprintf("89%011d", f.dice.Int64N(99999999999)))
	}
	switch field.Name {
	case "address":
		return text(fmt.Sprintf("%s %d", f.pick(f.words.streets), 1+f.dice.IntN(140)))
	case "courier":
		return text(f.pick(f.words.couriers))
	case "tracking", "invoice_no", "receipt", "purchase_no":
		return text(fmt.Sprintf("%c%06d", 'A'+rune(f.dice.IntN(26)), f.dice.IntN(999999)))
	case "why":
		return text(f.pick(f.words.whys))
	}
	return text(f.pick(f.words.texts))
}

// agreedIn is the field of a case that says how much is to be paid, where the
// money paid is of that: no courier collects more than the order costs.
func agreedIn(paid string) string {
	return map[string]string{"cash": "total", "refunded": "total", "paid_amount": "amount"}[paid]
}

// number draws a number within the field's bounds.
func (f *furnisher) number(field model.Field) string {
	low, high := 1, 5
	if field.Max == "" {
		high = 12
	}
	return fmt.Sprint(low + f.dice.IntN(high-low+1))
}

// list draws one to three different goods.
func (f *furnisher) list() model.Value {
	n := 1 + f.dice.IntN(3)
	var v model.Value
	for _, i := range f.dice.Perm(len(f.words.goods))[:n] {
		v.Items = append(v.Items, f.words.goods[i])
	}
	return v
}

func text(s string) model.Value { return model.Value{Text: s} }
