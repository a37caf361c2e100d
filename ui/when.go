package ui

import (
	"fmt"
	"time"

	"alur/model"
)

// clock is a time of day, 24 hours, in the shop's zone.
func (e *env) clock(t time.Time) string { return t.In(e.zone()).Format("15:04") }

// when is a time as people say it: the clock alone today, with its date on
// another day.
func (e *env) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	local, now := t.In(e.zone()), e.now.In(e.zone())
	if sameDay(local, now) {
		return local.Format("15:04")
	}
	return fmt.Sprintf("%s %d %s %s", e.weekday(local), local.Day(), e.month(local), local.Format("15:04"))
}

// date is a day in short: "Mon 23 Nov 2026", "Sen 23 Nov 2026".
func (e *env) date(t time.Time) string {
	local := t.In(e.zone())
	return fmt.Sprintf("%s %d %s %d", e.weekday(local), local.Day(), e.month(local), local.Year())
}

// longDate is a day in full: "Monday, 23 November 2026".
func (e *env) longDate(t time.Time) string {
	local := t.In(e.zone())
	day, month := model.WeekdayName(local.Weekday()), model.MonthName(local.Month())
	return fmt.Sprintf("%s, %d %s %d", e.say(day), local.Day(), e.say(month), local.Year())
}

func (e *env) weekday(t time.Time) string { return model.ShortWeekday(t.Weekday(), e.lang) }
func (e *env) month(t time.Time) string   { return model.ShortMonth(t.Month(), e.lang) }

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

// span is an opening time between two moments as people read it: "25 min".
func (e *env) span(from, to time.Time) string {
	d := to.Sub(from)
	if e.cal != nil {
		d = e.cal.Working(from, to)
	}
	return model.Span{Time: max(d, time.Minute)}.In(e.lang)
}

// value shows a recorded value as the shop writes it: numbers with its
// decimal sign, money with its currency, people by name.
func (e *env) value(f model.Field, v model.Value) string {
	if v.Empty() {
		return ""
	}
	switch f.Type {
	case model.NumberField:
		text := model.FormatNumber(v.Text, e.shop.Decimal)
		if f.Unit != "" {
			text += " " + f.Unit
		}
		return clean(text)
	case model.MoneyField:
		text := model.FormatMoney(v.Text, e.shop.Decimal)
		if e.shop.Currency != "" {
			text = e.shop.Currency + " " + text
		}
		return clean(text)
	case model.PersonField:
		return clean(e.shop.Name(v.Text))
	case model.ChoiceField:
		return clean(e.say(model.ChoiceLabel(f, v.Text)))
	case model.YesNoField:
		if v.Text == "yes" {
			return e.say(model.Say{EN: "yes", ID: "ya"})
		}
		return e.say(model.Say{EN: "no", ID: "tidak"})
	case model.DateField:
		if t, err := time.Parse(time.DateOnly, v.Text); err == nil {
			return fmt.Sprintf("%s %d %s %d", e.weekday(t), t.Day(), e.month(t), t.Year())
		}
	}
	return clean(v.String())
}

// label is the name of a field as people read it.
func (e *env) label(f model.Field) string { return clean(e.say(model.FieldLabel(f))) }

// typed turns a value into what a person would type for it, for a field that
// is edited again.
func (e *env) typed(f model.Field, v model.Value) string {
	switch f.Type {
	case model.NumberField, model.MoneyField:
		if e.shop.Decimal == "," {
			return model.FormatNumber(v.Text, ",")
		}
	case model.ChoiceField, model.YesNoField:
		return e.value(f, v)
	}
	return v.String()
}

// parse reads what a person typed into a field: numbers with the shop's
// decimal sign. The error is a *model.Refusal.
func (e *env) parse(f model.Field, text string) (model.Value, error) {
	if f.Type == model.NumberField || f.Type == model.MoneyField {
		number, err := model.ParseLocalNumber(f, text, e.shop.Decimal)
		if err != nil {
			return model.Value{}, err
		}
		text = number
	}
	if f.Type == model.DateField {
		text = model.PlainDay(text)
	}
	return model.ParseValue(f, text)
}

// dayClock is a moment in a column: the time alone today, its day before it on
// another.
func (e *env) dayClock(t time.Time) string {
	if sameDay(t.In(e.zone()), e.now.In(e.zone())) {
		return e.clock(t)
	}
	return e.shortWhen(t) + " " + e.clock(t)
}
