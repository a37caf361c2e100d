// Package digest tells the owner a day in the words of a page: what was
// finished, what is late and why, what needs the owner, how much ran without,
// and the head of the record. It is a pure function of the shop at a time.
package digest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"alur/model"
	"alur/model/story"
)

// Input is everything a digest is a function of.
type Input struct {
	Shop *model.Shop
	// Since and Now bound the time it tells of: from one closing to the next.
	Since, Now time.Time
	Calendar   *model.Calendar
	// Board is where all cases stand now, with whoever was here today; Queue is
	// the work of the owner.
	Board model.Board
	Queue model.Queue
	// Ended are the cases that ended in the last weeks, Begun how many began
	// since.
	Ended []Ended
	Begun int
	// Unsent are the messages that could not be sent, Unfit is what other
	// programs sent and did not fit.
	Unsent, Unfit int
	// Unsigned is what came for a process with a wrong signature.
	Unsigned []Unsigned
	// Delayed are the receivers that take no messages for a while.
	Delayed []model.Delayed
	// Backup is how the backups stand, nil where nobody knows.
	Backup *Backup
	// Head is the head of the record as people note it.
	Head string
}

// Unsigned is how often something came for a process that was not signed with
// its secret, since when.
type Unsigned struct {
	Process string
	Times   int
	Since   time.Time
}

// most is how many points a list of a digest has at most.
const most = 12

// Subject is a digest in one line.
func Subject(in Input, lang model.Lang) string {
	d := telling(in, lang)
	return d.say(model.Say{EN: "%s, %s: %s", ID: "%s, %s: %s"}, in.Shop.Settings.Name, d.day(in.Now), d.answer())
}

// Tell tells a digest in a language. What people wrote stands on one line of
// harmless characters.
func Tell(in Input, lang model.Lang) []story.Part {
	d := telling(in, lang)
	d.add(story.Title, "", d.say(model.Say{EN: "%s, %s", ID: "%s, %s"}, in.Shop.Settings.Name, d.day(in.Now)))
	d.add(story.Text, "", d.capital(d.answer())+". "+d.span())
	d.backup(true)
	d.needs()
	d.late()
	d.absent()
	d.finished()
	d.without()
	d.backup(false)
	d.proof()
	return d.parts
}

type teller struct {
	Input
	lang  model.Lang
	parts []story.Part
	// done are the cases that ended since, overdue what stands late.
	done    []Ended
	overdue []lateTask
}

type lateTask struct {
	t    *model.BoardTask
	step *model.BoardStep
	name string
}

func telling(in Input, lang model.Lang) *teller {
	d := &teller{Input: in, lang: lang}
	for _, e := range in.Ended {
		if e.Case.Ended.After(in.Since) && !e.Case.Ended.After(in.Now) && !e.Case.Undone {
			d.done = append(d.done, e)
		}
	}
	slices.SortFunc(d.done, func(a, b Ended) int {
		return cmp.Or(a.Case.Ended.Compare(b.Case.Ended), strings.Compare(a.Case.ID, b.Case.ID))
	})
	for i := range in.Board.Processes {
		p := &in.Board.Processes[i]
		for j := range p.Steps {
			for _, t := range p.Steps[j].Tasks {
				if t.Band == model.Late {
					d.overdue = append(d.overdue, lateTask{t, &p.Steps[j], p.Name})
				}
			}
		}
	}
	return d
}

func (d *teller) say(s model.Say, args ...any) string { return s.In(d.lang, args...) }

// count says one or many.
func (d *teller) count(n int, one, many model.Say) string {
	if n == 1 {
		return one.In(d.lang)
	}
	return many.In(d.lang, n)
}

func (d *teller) add(kind story.Kind, label, text string) {
	label, text = strings.TrimSpace(model.CleanText(label)), strings.TrimSpace(model.CleanText(text))
	if text != "" {
		d.parts = append(d.parts, story.Part{Kind: kind, Label: label, Text: text})
	}
}

func (d *teller) capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (d *teller) day(t time.Time) string {
	return model.DayWords(t.In(d.Calendar.Location())).In(d.lang)
}

// span says from when to when the page tells; nothing where it tells all that
// there is.
func (d *teller) span() string {
	const days = 6 * 24 * time.Hour // A day of the week is one of them.
	zone := d.Calendar.Location()
	until := model.ClockWords(d.Now.In(zone)).In(d.lang)
	from := model.ClockWords(d.Since.In(zone)).In(d.lang)
	switch {
	case d.Since.IsZero():
		return ""
	case d.Now.Sub(d.Since) > days:
		from = d.clock(d.Since)
	}
	return d.say(model.Say{EN: "It tells %s to %s.", ID: "Yang diceritakan: %s sampai %s."}, from, until)
}

// answer is the day in one sentence.
func (d *teller) answer() string {
	parts := []string{d.say(model.Say{EN: "no case finished", ID: "tidak ada kasus yang selesai"})}
	if n := d.finishedCount(); n > 0 {
		parts[0] = d.count(n, model.Say{EN: "1 case finished", ID: "1 kasus selesai"}, model.Say{EN: "%d cases finished", ID: "%d kasus selesai"})
	}
	if d.Board.Tally.Late == 0 {
		parts = append(parts, d.say(model.Say{EN: "nothing is late", ID: "tidak ada yang terlambat"}))
	} else {
		parts = append(parts, d.count(d.Board.Tally.Late, model.Say{EN: "1 is late", ID: "1 terlambat"}, model.Say{EN: "%d are late", ID: "%d terlambat"}))
	}
	if n := len(d.waiting()) + len(d.stuck()) + len(d.recovered()); n > 0 {
		parts = append(parts, d.count(n, model.Say{EN: "1 thing needs you", ID: "1 hal membutuhkan Anda"}, model.Say{EN: "%d things need you", ID: "%d hal membutuhkan Anda"}))
	}
	return strings.Join(parts, ", ")
}

func (d *teller) finishedCount() int {
	n := 0
	for _, e := range d.done {
		if e.Case.State == model.Finished {
			n++
		}
	}
	return n
}

// late tells what is late step by step: where much stands at one, that is the
// news, and not each of its cases.
func (d *teller) late() {
	if len(d.overdue) == 0 {
		return
	}
	d.section(model.Say{EN: "Late, and why", ID: "Terlambat, dan sebabnya"})
	var steps [][]lateTask
	for _, l := range d.overdue {
		if n := len(steps); n > 0 && steps[n-1][0].step == l.step {
			steps[n-1] = append(steps[n-1], l)
		} else {
			steps = append(steps, []lateTask{l})
		}
	}
	for _, at := range steps[:min(most, len(steps))] {
		if first := at[0]; len(at) == 1 {
			d.add(story.Fact, first.t.CaseTitle, first.t.Title+": "+first.t.Why.In(d.lang)+d.because(first))
			continue
		}
		worst := slices.MinFunc(at, func(a, b lateTask) int { return a.t.DueAt.Compare(b.t.DueAt) })
		d.add(story.Fact, at[0].step.Title, d.say(model.Say{
			EN: "%d cases are late, the first is %s: %s%s", ID: "%d kasus terlambat, yang pertama %s: %s%s",
		}, len(at), worst.t.CaseTitle, worst.t.Why.In(d.lang), d.because(worst)))
	}
	d.more(len(steps))
}

// because says whose hands late work is in, or that it is in nobody's.
func (d *teller) because(l lateTask) string {
	name := func(person string) string { return d.Shop.Name(person) }
	switch {
	case l.t.Child != "":
		return ". " + d.say(model.Say{EN: "It is being done as %s", ID: "Sedang dikerjakan sebagai %s"}, l.t.Child)
	case l.t.State == model.Parked:
		return ". " + d.say(model.Say{EN: "Parked: %s", ID: "Ditunda: %s"}, l.t.WaitsFor())
	case l.t.Timed:
		return ". " + d.say(model.Say{EN: "It passes by itself", ID: "Lewat sendiri"})
	case l.t.State == model.Waiting:
		return ". " + d.say(model.Say{EN: "It waits for somebody outside", ID: "Menunggu pihak luar"})
	case l.t.By != "":
		return ". " + d.say(model.Say{EN: "%s has it", ID: "Ada pada %s"}, name(l.t.By))
	case l.t.For != "":
		return ". " + d.say(model.Say{EN: "It is for %s", ID: "Untuk %s"}, name(l.t.For))
	}
	if lack, ok := l.step.Lack(); ok {
		return ". " + d.capital(lack.In(d.lang))
	}
	if away, ok := l.step.AwayToday(name); ok {
		return ". " + d.capital(away.In(d.lang))
	}
	return ". " + d.say(model.Say{EN: "Nobody has taken it", ID: "Belum diambil siapa pun"})
}

// absent names the roles that nobody who was here today holds, and for which
// work waits.
func (d *teller) absent() {
	waits := map[string]int{}
	said := map[string]string{}
	for _, p := range d.Board.Processes {
		for _, s := range p.Steps {
			away, ok := s.Lack()
			if !ok {
				away, ok = s.AwayToday(d.Shop.Name)
			}
			if ok {
				waits[s.Role] += s.Waiting
				said[s.Role] = away.In(d.lang)
			}
		}
	}
	var roles []string
	for role, n := range waits {
		if n > 0 {
			roles = append(roles, role)
		}
	}
	if len(roles) == 0 {
		return
	}
	slices.Sort(roles)
	d.section(model.Say{EN: "Nobody is here for", ID: "Tidak ada orang untuk"})
	for _, role := range roles {
		d.add(story.Fact, role, fmt.Sprintf("%s, %s", d.count(waits[role], model.Say{EN: "1 waits", ID: "1 menunggu"}, model.Say{EN: "%d wait", ID: "%d menunggu"}), said[role]))
	}
}

func (d *teller) finished() {
	d.section(model.Say{EN: "Finished", ID: "Selesai"})
	if len(d.done) == 0 {
		d.add(story.Text, "", d.say(model.Say{EN: "Nothing was finished.", ID: "Tidak ada yang selesai."}))
	}
	for _, e := range d.done[:min(most, len(d.done))] {
		d.add(story.Fact, e.Case.Title, d.say(model.Say{EN: "%s %s", ID: "%s %s"}, e.Case.State.Words().In(d.lang), d.clock(e.Case.Ended))+d.kept(e.Case))
	}
	d.more(len(d.done))
	if d.Begun > 0 {
		d.add(story.Text, "", d.count(d.Begun, model.Say{EN: "1 case began.", ID: "1 kasus dimulai."}, model.Say{EN: "%d cases began.", ID: "%d kasus dimulai."}))
	}
}

// clock is a time of the day that is told, with its date on another day.
func (d *teller) clock(t time.Time) string {
	local := t.In(d.Calendar.Location())
	if d.Calendar.Day(t) == d.Calendar.Day(d.Now) {
		return local.Format("15:04")
	}
	return local.Format("02.01. 15:04")
}

// kept says whether the promise of a case was kept.
func (d *teller) kept(c *model.Case) string {
	switch {
	case c.State != model.Finished || c.Promise.IsZero():
		return ""
	case c.Ended.After(c.Promise):
		return d.say(model.Say{EN: ", later than promised", ID: ", lewat dari janji"})
	}
	return d.say(model.Say{EN: ", as promised", ID: ", sesuai janji"})
}

func (d *teller) without() {
	w := WithoutOwner(d.Shop, d.Calendar, d.Now, d.Ended)
	d.parts = append(d.parts, w.Tell(d.Calendar, d.lang)...)
}

// Tell tells how much runs without the owner, as a section of a page.
func (w Without) Tell(cal *model.Calendar, lang model.Lang) []story.Part {
	d := &teller{lang: lang, Input: Input{Calendar: cal}}
	total := 0
	for _, week := range w.Weeks {
		total += week.Finished
	}
	d.section(model.Say{EN: "Runs without you", ID: "Berjalan tanpa Anda"})
	if total == 0 {
		d.add(story.Text, "", d.say(model.Say{EN: "In the last %d weeks no case was finished: too few to tell.", ID: "Dalam %d minggu terakhir tidak ada kasus yang selesai: belum bisa dinilai."}, len(w.Weeks)))
		return d.parts
	}
	for _, week := range slices.Backward(w.Weeks) {
		if week.Finished > 0 {
			d.add(story.Fact, d.say(model.Say{EN: "Week from %s", ID: "Minggu mulai %s"}, d.day(week.From)),
				d.say(model.Say{EN: "%d of %d finished without a touch of yours (%d%%)", ID: "%d dari %d selesai tanpa campur tangan Anda (%d%%)"}, week.Alone, week.Finished, week.Alone*100/week.Finished))
		}
	}
	if len(w.Needs) > 0 {
		d.section(model.Say{EN: "Where you were needed", ID: "Di mana Anda diperlukan"})
	}
	for _, n := range w.Needs[:min(most, len(w.Needs))] {
		d.add(story.Fact, n.Title, d.count(n.Times, model.Say{EN: "once", ID: "sekali"}, model.Say{EN: "%d times", ID: "%d kali"})+", "+n.Say().In(lang))
	}
	d.more(len(w.Needs))
	return d.parts
}

func (d *teller) section(s model.Say) { d.add(story.Section, "", d.say(s)) }

// more says how many points of a list were left out.
func (d *teller) more(n int) {
	if n > most {
		d.add(story.Text, "", d.say(model.Say{EN: "and %d more", ID: "dan %d lagi"}, n-most))
	}
}

func (d *teller) proof() {
	if d.Head == "" {
		return
	}
	d.section(model.Say{EN: "Head of the record", ID: "Kepala catatan"})
	d.add(story.Code, "", d.Head)
	d.add(story.Text, "", d.say(model.Say{
		EN: "Keep it: alur audit verify --head, followed by it, proves later that nothing before it was changed.",
		ID: "Simpan: alur audit verify --head, diikuti kepala ini, membuktikan kelak bahwa tidak ada yang diubah sebelumnya.",
	}))
}
