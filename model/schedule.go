package model

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Every is how often a schedule fires.
type Every string

// The periods of a schedule.
const (
	EveryDay     Every = "day"
	EveryWeekday Every = "weekday"
	EveryWeek    Every = "week"
	EveryMonth   Every = "month"
	EveryQuarter Every = "quarter"
	EveryYear    Every = "year"
)

// What a schedule does on a day on which the shop is closed.
const (
	// NextIfClosed waits for the next open day; the default.
	NextIfClosed = "next"
	// BeforeIfClosed takes the open day before.
	BeforeIfClosed = "before"
	// SkipIfClosed starts nothing.
	SkipIfClosed = "skip"
)

// What becomes of times at which alur was not running.
const (
	RunOnce    = "run once"
	RunAll     = "run all"
	SkipMissed = "skip"
)

// Days in a period that are not a number.
const (
	lastDay      = "last"
	firstWorkday = "first workday"
	lastWorkday  = "last workday"
)

// Schedule says when cases start by themselves. Its zero value is never.
type Schedule struct {
	Every Every `json:"every"`
	// On is the day in the period: a weekday in a week (mon, the default),
	// else 1 to 31, last, first workday or last workday, in a month, or in
	// the first (of a last, the last) month of a quarter or a year. A month
	// that is too short has its last day for it.
	On string `json:"on,omitempty"`
	// At is the time of day, "09:00"; empty is when the shop opens, and
	// midnight on a day on which it does not.
	At       string `json:"at,omitempty"`
	IfClosed string `json:"ifClosed,omitempty"`
	Missed   string `json:"missed,omitempty"`
}

// Next is the first time strictly after a moment at which the schedule fires,
// in UTC; zero for a schedule that never does. Times of day are those of the
// clock on the shop's wall: one that the change to summer time leaves out
// fires an hour later, one that comes twice in autumn fires once.
func (s Schedule) Next(after time.Time, cal *Calendar) time.Time {
	if s.Every == "" || s.faulty() {
		return time.Time{}
	}
	// A closure can push times of many periods onto one day; periods are
	// in order all the same, so the walk begins where one surely is past.
	n := s.period(after.In(cal.Location()))
	for range farthest {
		if t := s.fires(n, cal); !t.IsZero() && !t.After(after) {
			break
		}
		if s.dayOf(n, cal) < dayNumber(after.In(cal.Location()))-farthest/10 {
			break
		}
		n--
	}
	for range farthest {
		if t := s.fires(n, cal); t.After(after) {
			return t.UTC()
		}
		n++
	}
	return time.Time{}
}

// period numbers the days, weeks, months, quarters or years.
func (s Schedule) period(local time.Time) int {
	months := local.Year()*12 + int(local.Month()) - 1
	switch s.Every {
	case EveryWeek:
		return (dayNumber(local) + 3) / 7
	case EveryMonth:
		return months
	case EveryQuarter:
		return months / 3
	case EveryYear:
		return local.Year()
	}
	return dayNumber(local)
}

// dayOf is the day of a period on which the schedule would fire, were the
// shop open.
func (s Schedule) dayOf(n int, cal *Calendar) int {
	switch s.Every {
	case EveryWeek:
		return n*7 - 3 + max(dayIndex(s.On), 0)
	case EveryMonth:
		return s.inMonths(n, n, cal)
	case EveryQuarter:
		return s.inMonths(n*3, n*3+2, cal)
	case EveryYear:
		return s.inMonths(n*12, n*12+11, cal)
	}
	return n
}

// inMonths is the day in the months first to last, which count from year 0.
func (s Schedule) inMonths(first, last int, cal *Calendar) int {
	begin, end := monthBegin(first), monthBegin(last+1)-1
	switch s.On {
	case lastDay:
		return end
	case firstWorkday:
		return cal.nextOpenDay(begin - 1)
	case lastWorkday:
		for day := end; day >= begin; day-- {
			if len(cal.slots(day)) > 0 {
				return day
			}
		}
		return end
	}
	day, err := strconv.Atoi(s.On)
	if err != nil {
		day = 1
	}
	return min(begin+day-1, monthBegin(first+1)-1)
}

func monthBegin(month int) int {
	return dayNumber(time.Date(month/12, time.Month(month%12+1), 1, 0, 0, 0, 0, time.UTC))
}

// fires is when the schedule fires in a period; zero for not at all.
func (s Schedule) fires(n int, cal *Calendar) time.Time {
	day := s.dayOf(n, cal)
	if s.Every == EveryWeekday && weekday(day) > 4 {
		return time.Time{}
	}
	if len(cal.slots(day)) == 0 {
		switch s.IfClosed {
		case SkipIfClosed:
			return time.Time{}
		case BeforeIfClosed:
			day = cal.openDayBefore(day)
		default:
			day = cal.nextOpenDay(day)
		}
	}
	minute := 0
	if slots := cal.slots(day); len(slots) > 0 {
		minute = slots[0].from
	}
	if s.At != "" {
		minute, _ = minuteOf(s.At)
	}
	return cal.at(day, minute)
}

func (c *Calendar) openDayBefore(day int) int {
	for before := day - 1; before > day-farthest; before-- {
		if len(c.slots(before)) > 0 {
			return before
		}
	}
	return day
}

// faulty reports whether something in the schedule can't be understood.
func (s Schedule) faulty() bool {
	c := &compiler{flow: &Flow{}}
	c.checkSchedule(s, nil)
	return len(c.faults) > 0
}

// checkSchedule checks the words of a schedule, and that nobody has to be
// asked for something when it fires.
func (c *compiler) checkSchedule(s Schedule, ask []Field) {
	if s.Every == "" {
		c.noSchedule(s)
		return
	}
	switch s.Every {
	case EveryDay, EveryWeekday, EveryWeek, EveryMonth, EveryQuarter, EveryYear:
	default:
		c.fault("start.every", Say{
			EN: "every is day, weekday, week, month, quarter or year, not %q",
			ID: "every adalah day, weekday, week, month, quarter atau year, bukan %q",
		}, string(s.Every))
		return
	}
	c.checkOn(s)
	if clock, ok := clockTime(s.At); s.At != "" && (!ok || clock != s.At) {
		c.fault("start.at", Say{
			EN: `%q is no time of day: write at: "09:00"`,
			ID: `%q bukan jam: tulis at: "09:00"`,
		}, s.At)
	}
	c.oneOf("start.if_closed", "if_closed", s.IfClosed, NextIfClosed, BeforeIfClosed, SkipIfClosed)
	c.oneOf("start.missed", "missed", s.Missed, RunOnce, RunAll, SkipMissed)
	for _, f := range ask {
		if !f.Optional {
			c.fault("start.ask."+f.Name, Say{
				EN: "nobody is there to give %s when the schedule starts a case: let it stay empty, %[1]s: %[2]s?",
				ID: "tidak ada yang mengisi %s saat kasus dimulai oleh jadwal: biarkan boleh kosong, %[1]s: %[2]s?",
			}, f.Name, f.TypeText())
		}
	}
}

// noSchedule faults the words of a schedule where there is none.
func (c *compiler) noSchedule(s Schedule) {
	for _, word := range []struct{ key, value string }{{"at", s.At}, {"if_closed", s.IfClosed}, {"missed", s.Missed}} {
		if word.value != "" {
			c.fault("start."+word.key, Say{
				EN: "%s: belongs to a schedule: add every: day, or leave it out",
				ID: "%s: termasuk jadwal: tambahkan every: day, atau hapus",
			}, word.key)
		}
	}
}

func (c *compiler) oneOf(path, key, value string, words ...string) {
	if value == "" {
		return
	}
	for _, w := range words {
		if value == w {
			return
		}
	}
	c.fault(path, Say{EN: "%s is %s, not %q", ID: "%s adalah %s, bukan %q"}, key, orList(words), value)
}

// orList is words as an answer: "next, before or skip".
type orList []string

// In is the list in a language.
func (o orList) In(l Lang) string {
	last := len(o) - 1
	if last <= 0 {
		return strings.Join(o, "")
	}
	return strings.Join(o[:last], ", ") + Say{EN: " or ", ID: " atau "}.In(l) + o[last]
}

// checkOn checks the day of a schedule.
func (c *compiler) checkOn(s Schedule) {
	if s.On == "" {
		return
	}
	switch s.Every {
	case EveryDay, EveryWeekday:
		c.fault("start.on", Say{
			EN: "every: %s fires each day, so on: says nothing: leave it out, or write every: week",
			ID: "every: %s berjalan setiap hari, jadi on: tidak berarti: hapus, atau tulis every: week",
		}, string(s.Every))
	case EveryWeek:
		if len(s.On) != 3 || dayIndex(s.On) < 0 {
			c.fault("start.on", Say{
				EN: "%q is no day of the week: write on: mon (tue, wed, thu, fri, sat or sun)",
				ID: "%q bukan hari: tulis on: sen (sel, rab, kam, jum, sab atau min)",
			}, s.On)
		}
	default:
		day, err := strconv.Atoi(s.On)
		word := s.On == lastDay || s.On == firstWorkday || s.On == lastWorkday
		if !word && (err != nil || day < 1 || day > 31 || strconv.Itoa(day) != s.On) {
			c.fault("start.on", Say{
				EN: "%q is no day of a %s: write on: 1 (to 31), last, first workday or last workday",
				ID: "%q bukan hari dalam %s: tulis on: 1 (sampai 31), last, first workday atau last workday",
			}, s.On, string(s.Every))
		}
	}
}

// checkMap checks where an outside event is said to hold the start fields.
func (c *compiler) checkMap(s Start) {
	seen := map[string]bool{}
	for _, m := range s.Map {
		path := "start.map." + m.Field
		switch {
		case !hasField(s.Ask, m.Field):
			c.fault(path, Say{
				EN: "map names %q, which start: ask: does not ask for",
				ID: "map menyebut %q, yang tidak ditanyakan di start: ask:",
			}, m.Field)
		case seen[m.Field]:
			c.fault(path, Say{EN: "map names %q twice", ID: "map menyebut %q dua kali"}, m.Field)
		default:
			i := slices.IndexFunc(s.Ask, func(f Field) bool { return f.Name == m.Field })
			c.checkPlace(path, s.Ask[i], m.Path)
		}
		seen[m.Field] = true
	}
	if len(s.Map) > 0 && s.On == "" {
		c.fault("start.map", Say{
			EN: "map reads an outside event: say which one with on:, as in on: checkout",
			ID: "map membaca kiriman dari luar: sebut yang mana dengan on:, misalnya on: checkout",
		})
	}
}
