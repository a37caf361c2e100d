package compare

import (
	"math"
	"strconv"
	"strings"
	"time"

	"alur/model"
	"alur/model/stats"
)

// Row is one line of a comparison as people read it.
type Row struct {
	// Head is true for the heading of the rows under it: only Label is said.
	Head  bool
	Label model.Reason
	// Before, After, Difference and Range, its interval of 95 %, are empty where
	// there is nothing to say.
	Before, After, Difference, Range model.Reason
	// Sign is 1 where After is clearly better in this, -1 where clearly worse.
	Sign int
}

// Rows are the figures as people read them: the measures first, then the
// reasons for which work was sent back, then the steps.
func (c Comparison) Rows(w Words) []Row {
	sign := func(m Measure) int { return c.Verdict.sign(m) }
	young := model.Say{EN: "too new", ID: "masih baru"}
	due := model.Say{EN: "none due", ID: "belum tiba"}
	rows := []Row{
		{Label: because(model.Say{EN: "Cases that came", ID: "Kasus yang datang"}), Before: number(c.Before.Cases), After: number(c.After.Cases)},
		{Label: because(model.Say{EN: "of them ended", ID: "yang selesai"}), Before: number(c.Before.Ended), After: number(c.After.Ended)},
		w.lastingRow(model.Say{EN: "Half take up to", ID: "Separuh perlu sampai"}, c.Lead, w.openDay(), sign(LeadTime)),
		w.lastingRow(model.Say{EN: "by the clock", ID: "menurut jam dinding"}, c.Elapsed, day, 0),
		c.rateWhy(w.rateRow(model.Say{EN: "Right the first time", ID: "Benar sekali jalan"}, c.FirstPass, sign(Right)), c.FirstPass, young),
		c.rateWhy(w.rateRow(model.Say{EN: "A step done again", ID: "Ada langkah diulang"}, c.Rework, 0), c.Rework, young),
		c.rateWhy(w.rateRow(model.Say{EN: "First promise kept", ID: "Janji awal ditepati"}, c.KeptFirst, sign(Promises)), c.KeptFirst, due),
		c.rateWhy(w.rateRow(model.Say{EN: "Last promise kept", ID: "Janji akhir ditepati"}, c.KeptLast, 0), c.KeptLast, due),
		{Label: because(model.Say{EN: "Under way, all versions", ID: "Berjalan, semua versi"}), Before: w.decimal(c.Before.WIP), After: w.decimal(c.After.WIP)},
	}
	if n := c.Before.Cancelled + c.After.Cancelled; n > 0 {
		rows = append(rows, Row{Label: because(model.Say{EN: "Cancelled", ID: "Dibatalkan"}), Before: number(c.Before.Cancelled), After: number(c.After.Cancelled)})
	}
	rows = append(rows,
		Row{Head: true, Label: because(model.Say{EN: "How involved it is, on average in a case", ID: "Seberapa rumit, rata-rata per kasus"})},
		w.meansRow(model.Say{EN: "Steps done", ID: "Langkah dikerjakan"}, c.Rounds),
		w.meansRow(model.Say{EN: "Changes of hands", ID: "Pindah tangan"}, c.HandOvers),
		w.meansRow(model.Say{EN: "Given back or unclear", ID: "Dilepas atau tak jelas"}, c.Doubts),
	)
	if len(c.Reasons) > 0 {
		rows = append(rows, Row{Head: true, Label: because(model.Say{EN: "Sent back because", ID: "Dikembalikan karena"})})
	}
	for _, r := range c.Reasons {
		row := w.rateRow(model.Say{}, r.Rates, 0)
		row.Label = because(model.Say{EN: "%s", ID: "%s"}, r.Reason)
		rows = append(rows, row)
	}
	if len(c.Steps) > 0 {
		rows = append(rows, Row{Head: true, Label: because(model.Say{EN: "Steps, from ready to done", ID: "Langkah, dari siap sampai selesai"})})
	}
	for _, s := range c.Steps {
		rows = append(rows, w.stepRow(s))
	}
	return rows
}

// sign is 1 for a measure that was gained and -1 for one that was lost.
func (v Verdict) sign(m Measure) int {
	for _, g := range v.Gained {
		if g == m {
			return 1
		}
	}
	for _, l := range v.Lost {
		if l == m {
			return -1
		}
	}
	return 0
}

func number(n int) model.Reason { return because(model.Say{EN: "%d", ID: "%d"}, n) }

// unknown stands where a median is not reached yet.
func unknown() model.Reason { return because(model.Say{EN: "not known", ID: "belum pasti"}) }

// openDay is the unit of opening days.
func (w Words) openDay() time.Duration {
	if w.Calendar == nil {
		return day
	}
	return w.Calendar.UsualDay()
}

// unit is what differences are told in: the largest of which there are two.
type unit struct {
	seconds  float64
	decimals int
	name     model.Say
}

// unitOf is the unit for a difference with its interval, where a day has so
// many seconds.
func unitOf(d stats.Estimate, aDay time.Duration) unit {
	longest := math.Abs(d.Value)
	for _, end := range []float64{d.Range.Low, d.Range.High} {
		if !math.IsInf(end, 0) {
			longest = max(longest, math.Abs(end))
		}
	}
	switch {
	case longest >= 2*aDay.Seconds():
		return unit{aDay.Seconds(), 1, model.Say{EN: "days", ID: "hari"}}
	case longest >= 2*time.Hour.Seconds():
		return unit{time.Hour.Seconds(), 1, model.Say{EN: "h", ID: "jam"}}
	}
	return unit{time.Minute.Seconds(), 0, model.Say{EN: "min", ID: "mnt"}}
}

// digits writes a number with so many decimals at most, as the shop does.
func (w Words) digits(x float64, decimals int) string {
	text := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	decimal := ""
	if w.Shop != nil {
		decimal = w.Shop.Decimal
	}
	return model.FormatNumber(text, decimal)
}

// signed is digits with a sign, but for nothing.
func (w Words) signed(x float64, decimals int) string {
	text := w.digits(x, decimals)
	if text == "0" || strings.HasPrefix(text, "-") {
		return text
	}
	return "+" + text
}

func (w Words) decimal(x float64) model.Reason {
	return because(model.Say{EN: "%s", ID: "%s"}, w.digits(x, 1))
}

// Length is a length in seconds in few cells, where a day has so many.
func (w Words) Length(s float64, aDay time.Duration) model.Reason {
	d := time.Duration(s * float64(time.Second))
	switch {
	case d < time.Minute:
		return because(model.Say{EN: "<1 min", ID: "<1 mnt"})
	case d >= 2*aDay:
		return because(model.Say{EN: "%s days", ID: "%s hari"}, w.digits(s/aDay.Seconds(), 1))
	}
	return because(model.Say{EN: "%s", ID: "%s"}, model.Span{Time: d})
}

func (w Words) lastingRow(label model.Say, l Lasting, aDay time.Duration, sign int) Row {
	row := Row{Label: because(label), Before: unknown(), After: unknown(), Sign: sign}
	if l.Before != nil {
		row.Before = w.Length(*l.Before, aDay)
	}
	if l.After != nil {
		row.After = w.Length(*l.After, aDay)
	}
	if l.Known {
		row.Difference, row.Range = w.difference(l.Difference, unitOf(l.Difference, aDay))
	}
	return row
}

func (w Words) meansRow(label model.Say, m Means) Row {
	row := Row{Label: because(label), Before: unknown(), After: unknown()}
	if m.Before != nil {
		row.Before = w.decimal(*m.Before)
	}
	if m.After != nil {
		row.After = w.decimal(*m.After)
	}
	if m.Before != nil && m.After != nil {
		row.Difference, row.Range = w.difference(m.Difference, unit{seconds: 1, decimals: 1})
		row.Difference = because(model.Say{EN: "%s", ID: "%s"}, w.signed(m.Difference.Value, 1))
	}
	return row
}

// difference is a figure with its sign, and its interval: -3,1 h, -4 to -2,2.
func (w Words) difference(d stats.Estimate, u unit) (value, within model.Reason) {
	end := func(x float64) string {
		if math.IsInf(x, 0) {
			return "?"
		}
		return w.signed(x/u.seconds, u.decimals)
	}
	value = because(model.Say{EN: "%s %s", ID: "%s %s"}, w.signed(d.Value/u.seconds, u.decimals), u.name)
	if !math.IsInf(d.Range.Low, 0) || !math.IsInf(d.Range.High, 0) {
		within = because(model.Say{EN: "%s to %s", ID: "%s s/d %s"}, end(d.Range.Low), end(d.Range.High))
	}
	return value, within
}

func (w Words) rateRow(label model.Say, r Rates, sign int) Row {
	cell := func(r stats.Rate) model.Reason {
		if !r.Known() {
			return because(model.Say{EN: "no case", ID: "belum ada"})
		}
		return because(model.Say{EN: "%s of %.0f", ID: "%s dr %.0f"}, Percent(r.Share()), r.N)
	}
	row := Row{Label: because(label), Before: cell(r.Before), After: cell(r.After), Sign: sign}
	if r.Before.Known() && r.After.Known() {
		row.Difference, row.Range = w.difference(r.Difference, unit{0.01, 0, model.Say{EN: "points", ID: "poin"}})
	}
	return row
}

// rateWhy is a row of rates of what only some cases of a side can tell: where it has
// cases, and none of those, it says why.
func (c Comparison) rateWhy(row Row, r Rates, why model.Say) Row {
	if c.Before.Cases > 0 && !r.Before.Known() {
		row.Before = because(why)
	}
	if c.After.Cases > 0 && !r.After.Known() {
		row.After = because(why)
	}
	return row
}

// stepRow shows how long a step takes on both sides.
func (w Words) stepRow(s Step) Row {
	l := Lasting{Before: s.Stay.Before, After: s.Stay.After}
	if l.Before != nil && l.After != nil {
		l.Known = true
		l.Difference = stats.Estimate{Value: *l.After - *l.Before, Range: stats.Interval{Low: math.Inf(-1), High: math.Inf(1)}}
	}
	row := w.lastingRow(model.Say{}, l, w.openDay(), -s.Stay.Changed)
	row.Label = because(model.Say{EN: "%s", ID: "%s"}, s.Title)
	for side, cell := range []*model.Reason{&row.Before, &row.After} {
		if s.N[side] == 0 {
			*cell = because(model.Say{EN: "-", ID: "-"})
		}
	}
	return row
}
