package ui

import (
	"slices"
	"time"

	"alur/model"
	"alur/model/drawing"
)

// railsFrom is from how many columns a case is drawn with the rails of its
// process; a narrower window has room for the list alone.
const railsFrom = 76

// steps draws the process with where the case stands: done, now, next.
func (v *caseView) steps(e *env) []string {
	if e.width >= railsFrom {
		return v.drawnSteps(e)
	}
	steps := v.data.flow.Process.Steps
	rows := make([]stepRow, len(steps))
	people, words := 0, 0
	for i := range steps {
		rows[i] = v.stepRow(e, &steps[i])
		people, words = max(people, width(rows[i].who)), max(words, rows[i].room(e))
	}
	// What people and states do not need is for the texts.
	w := e.width - 12
	people = min(people, w*18/100)
	texts := max(w*48/100, w-people-words)
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = r.line(e, texts, people, w-texts-people)
	}
	return lines
}

// stepRow is one step of the process as it is drawn.
type stepRow struct {
	task                   *model.Task
	sign, text, who, words string
	// kept is whom four eyes keep from it.
	kept string
}

func (v *caseView) stepRow(e *env, s *model.Step) stepRow {
	r := stepRow{task: v.data.c.Task(s.ID), text: clean(s.Text)}
	if s.Kind == model.Run {
		r.text = e.say(model.Say{EN: "a process that is not in force", ID: "proses yang belum berlaku"})
		if head := e.shop.Processes[s.Text]; head != nil {
			r.text = clean(head.Name)
		}
	}
	r.sign, r.who, r.words = stepSign(e, v.data.c, s, r.task)
	if r.task != nil && r.task.State == model.Ready {
		r.kept = v.barred(e, r.task)
	}
	if r.task != nil && r.task.Child != "" {
		r.text = clean(r.task.Title(s))
		r.words += " " + e.theme.glyph.middle + " " + clean(r.task.Child)
	}
	if done, all := parts(v.data.c, s, r.task); all > 0 {
		r.words += " " + e.theme.glyph.middle + " " + e.say(model.Say{EN: "%d of %d done", ID: "%d dari %d selesai"}, done, all)
	}
	if r.task != nil && r.task.Round > 1 {
		r.words += e.say(model.Say{EN: ", round %d", ID: ", putaran %d"}, r.task.Round)
	}
	return r
}

// barred are those whom four eyes keep from an open task, or nobody.
func (v *caseView) barred(e *env, task *model.Task) string {
	for _, row := range v.data.rows {
		if row.Step == task.Step {
			return e.names(row.BarredAt(e.now))
		}
	}
	return ""
}

// state is where the step stands, in so many cells: first that not everybody
// may do it.
func (r stepRow) state(e *env, w int) string {
	if r.kept == "" {
		return e.theme.cut(r.words, w)
	}
	short := e.say(model.Say{EN: "not %s", ID: "bukan %s"}, r.kept)
	for _, text := range []string{r.said(e), r.keptSaid(e), short + " " + e.theme.glyph.middle + " " + r.words} {
		if width(text) <= w {
			return text
		}
	}
	return e.theme.cut(short, w)
}

// room is how many cells the state of the step would like to have: a narrow
// window keeps them for what is to be done.
func (r stepRow) room(e *env) int {
	if e.width < besideWidth {
		return width(r.words)
	}
	return width(r.said(e))
}

// keptSaid is who may do the step in spite of four eyes.
func (r stepRow) keptSaid(e *env) string {
	return e.say(model.Say{EN: "somebody else than %s", ID: "orang lain, bukan %s"}, r.kept)
}

// said is where the step stands in all words.
func (r stepRow) said(e *env) string {
	if r.kept == "" {
		return r.words
	}
	return r.keptSaid(e) + " " + e.theme.glyph.middle + " " + r.words
}

func (r stepRow) line(e *env, texts, people, words int) string {
	t := e.theme
	line := t.pad(r.text, texts) + "  " + t.pad(r.who, people) + "  " + r.state(e, words)
	switch {
	case r.task == nil:
		return "    " + t.dim(r.sign+" "+plain(line))
	case r.task.State.Open():
		return "  " + t.accent(t.glyph.point) + " " + t.strong(r.sign) + " " + line
	}
	return "    " + t.good(r.sign) + " " + line
}

// drawnSteps is the drawing of the process, each step with where it stands.
func (v *caseView) drawnSteps(e *env) []string {
	d := e.drawn(v.data.flow, e.width-4, true)
	steps := v.data.flow.Process.Steps
	rows := make([]stepRow, len(steps))
	people, words := 0, 0
	for i := range steps {
		rows[i] = v.stepRow(e, &steps[i])
		if rows[i].task == nil || rows[i].task.Child == "" {
			rows[i].text = clean(d.words.Step(d.flow, i))
		}
		people, words = max(people, width(rows[i].who)), max(words, rows[i].room(e))
	}
	w := e.width - 4 - 2 - d.width - 6
	people = min(people, w*18/100)
	texts := max(w*48/100, w-people-words-4)
	lines := make([]string, len(d.rows))
	for i, r := range d.rows {
		if r.Kind != drawing.StepRow {
			lines[i] = "    " + d.markedRow(e, r, e.width-6)
			continue
		}
		lines[i] = rows[r.Step].drawn(e, r, texts, people, w-texts-people-4)
	}
	return lines
}

// drawn is line with the rails of the process before it.
func (r stepRow) drawn(e *env, row drawing.Row, texts, people, words int) string {
	t := e.theme
	rail := t.dim(t.box(row.Rail))
	number := t.padLeft(itoa(row.Step+1), 2)
	line := t.pad(r.text, texts) + "  " + t.pad(r.who, people) + "  " + r.state(e, words)
	switch {
	case r.task == nil:
		return "    " + rail + t.dim(r.sign+" "+number+"  "+plain(line))
	case r.task.State.Open():
		return "  " + t.accent(t.glyph.point) + " " + rail + t.strong(r.sign) + " " + number + "  " + line
	}
	return "    " + rail + t.good(r.sign) + " " + number + "  " + line
}

// parts counts the tasks of a step that is done for each of several.
func parts(c *model.Case, s *model.Step, task *model.Task) (done, all int) {
	if task == nil || s.Each == "" || task.Step == s.ID {
		return 0, 0
	}
	for _, t := range c.Tasks {
		if model.BaseStep(t.Step) != s.ID || t.Round != task.Round {
			continue
		}
		all++
		if !t.State.Open() {
			done++
		}
	}
	return done, all
}

// stepSign says where a step stands: a sign, who, and since when or what for.
func stepSign(e *env, c *model.Case, s *model.Step, task *model.Task) (sign, who, words string) {
	g := e.theme.glyph
	if task == nil {
		if c.State != model.Running {
			return g.middle, "", ""
		}
		return g.middle, holders(e, s.Role), ""
	}
	who = e.name(task.By)
	switch task.State {
	case model.Done:
		if s.Kind.ByItself() {
			who = "alur"
		}
		words = e.when(task.Ended)
		if task.Waived() != nil {
			words += " " + g.middle + " " + e.say(model.Say{EN: "four eyes waived", ID: "empat mata dibebaskan"})
		}
		if task.Outcome != model.DoneOutcome && task.Outcome != "" {
			words += " " + g.middle + " " + clean(e.say(model.OutcomeLabel(s, task.Outcome)))
		}
		return g.tick, who, words
	case model.SentBack:
		return g.left, who, e.when(task.Ended) + " " + g.middle + " " + clean(task.Reason)
	case model.Skipped:
		words = e.say(model.Say{EN: "passed by", ID: "dilewati"})
		if task.Reason != "" {
			words += ": " + clean(task.Reason)
		}
		return "-", who, words
	case model.Withdrawn, model.TaskCancelled:
		return "x", who, e.say(model.Say{EN: "taken back", ID: "ditarik"})
	}
	return openSign(e, s, task)
}

// openSign is stepSign for a task that still asks something of somebody.
func openSign(e *env, s *model.Step, task *model.Task) (sign, who, words string) {
	g := e.theme.glyph
	who = e.name(task.By)
	if who == "" && task.For != "" {
		who = e.name(task.For)
	}
	if who == "" {
		who = holders(e, s.Role)
	}
	since := e.span(task.Ready, e.now)
	if age := e.passed(task.Ready); age < time.Minute {
		since = e.shortSpan(age) // As the board says it.
	}
	switch task.State {
	case model.Doing:
		return g.dot, who, e.say(model.Say{EN: "working since %s", ID: "dikerjakan sejak %s"}, e.when(task.Begun))
	case model.Taken:
		return g.ring, who, e.say(model.Say{EN: "taken, not being done", ID: "diambil, belum dikerjakan"})
	case model.Parked:
		words = e.say(model.Say{EN: "waits: %s", ID: "menunggu: %s"}, clean(task.WaitsFor().In(e.lang)))
		if !task.Until.IsZero() {
			words += " " + e.say(model.Say{EN: "until %s", ID: "sampai %s"}, e.when(task.Until))
		}
		return "=", who, words
	case model.Waiting:
		return "=", who, e.say(model.Say{EN: "waiting for %s", ID: "menunggu %s"}, since)
	}
	return g.ring, who, e.say(model.Say{EN: "ready for %s", ID: "siap sejak %s"}, since)
}

// comments are what people wrote on the case, the newest first.
func (v *caseView) comments(e *env) []string {
	t, list := e.theme, v.data.c.Comments
	if len(list) == 0 {
		return nil
	}
	lines := []string{"", "  " + t.strong(e.say(model.Say{EN: "Comments", ID: "Komentar"}))}
	for i := len(list) - 1; i >= 0; i-- {
		head := t.pad(e.name(list[i].By)+" "+e.when(list[i].At), 20)
		for j, part := range t.wrapTo(clean(list[i].Text), e.width-28, 3) {
			if j > 0 {
				head = spaces(20)
			}
			lines = append(lines, "    "+t.dim(head)+"  "+part)
		}
	}
	return lines
}

// facts is everything recorded on the case.
func (v *caseView) facts(e *env) []string {
	t, c := e.theme, v.data.c
	var lines []string
	seen := map[string]bool{}
	add := func(f model.Field) {
		value := e.value(f, c.Fields[f.Name])
		if value == "" || seen[f.Name] {
			return
		}
		seen[f.Name] = true
		label := capital(e.label(model.Field{Name: f.Name}))
		room := e.width - 28
		for i, part := range t.wrapTo(value, room, 3) {
			if i > 0 {
				label = ""
			}
			lines = append(lines, "    "+t.dim(t.pad(label, 20))+"  "+part)
		}
	}
	for _, f := range v.data.flow.Process.Start.Ask {
		add(f)
	}
	for _, s := range v.data.flow.Process.Steps {
		for _, f := range s.Record {
			add(f)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]string{"", "  " + t.strong(e.say(model.Say{EN: "What is known", ID: "Yang diketahui"}))}, lines...)
}

// past is the history, the newest first.
func (v *caseView) past(e *env) []string {
	t, facts := e.theme, caseFacts{number: v.data.c.Number, title: v.data.c.Title, then: v.data.then}
	head := "  " + t.strong(e.say(model.Say{EN: "History", ID: "Riwayat"}))
	if !e.plain {
		whole := e.say(model.Say{EN: "the whole story", ID: "riwayat lengkap"})
		head = t.ends(head, t.accent(e.keyShown(bindingOf(keyStory)))+" "+whole, e.width-2)
	}
	lines := []string{"", head}
	times, names := 0, len("alur")
	for _, ev := range v.data.history {
		times, names = max(times, width(e.when(ev.At))), max(names, width(e.name(ev.By)))
	}
	names = min(names, e.width*18/100)
	room := e.width - 4 - times - 2 - names - 2 - 2
	for _, ev := range slices.Backward(v.data.history) {
		told := e.told(ev, facts)
		text := told.deed
		if told.reason != "" {
			text += ` "` + told.reason + `"`
		}
		head := t.pad(e.when(ev.At), times) + "  " + t.pad(told.who, names) + "  "
		for i, part := range t.wrapTo(text, room, 3) {
			if i > 0 {
				head = spaces(width(head))
			}
			line := head + part
			if ev.By == "" {
				line = t.dim(line)
			}
			lines = append(lines, "    "+line)
		}
	}
	if away := v.data.away; away != nil {
		text := e.say(model.Say{
			EN: "What happened up to event %d lies in %s, which is not beside the shop's file.",
			ID: "Yang terjadi sampai kejadian %d ada di %s, yang tidak ada di samping berkas toko.",
		}, away.Seq, clean(away.File))
		for _, part := range t.wrapTo(text, e.width-6, 3) {
			lines = append(lines, "    "+t.dim(part))
		}
	}
	return lines
}
