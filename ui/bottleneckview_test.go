package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/findings"
	tables "alur/store/export"
)

// Where there is no bar, words say why.
func TestWhyThereIsNoBar(t *testing.T) {
	known := model.Median{Time: 11 * time.Minute, N: 9, Known: true}
	e := &env{lang: model.English, shop: &model.Shop{}, theme: newTheme(NoColour, false)}
	for want, s := range map[string]model.StepFigures{
		"2 in work":        {Working: 2},
		"1 parked":         {Parked: 1},
		"3 outside":        {Outside: 3},
		"just came":        {Waiting: 1, Usual: known},
		"usually no wait":  {Waiting: 1, Usual: model.Median{N: 9, Known: true}},
		"only 4 done":      {Waiting: 1, Usual: model.Median{N: 4}},
		"5 entered late":   {Waiting: 1, Unknown: 5},
		"no case yet":      {Waiting: 1},
		"██████████  2.0x": {Waiting: 1, Usual: known, Ratio: 2},
		"█████       1.0x": {Waiting: 1, Usual: known, Ratio: 1},
	} {
		if got := plain(columns{bar: 10}.against(e, s, 2)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestShortFigures(t *testing.T) {
	e := &env{lang: model.Indonesian, shop: &model.Shop{Settings: model.Settings{Decimal: ","}}, theme: newTheme(NoColour, false)}
	for d, want := range map[time.Duration]string{
		0: "<1 mnt", 40 * time.Minute: "40 mnt", 130 * time.Minute: "2:10 j", 47 * time.Hour: "47:00 j", 72 * time.Hour: "3 hari",
	} {
		if got := e.shortSpan(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
	for ratio, want := range map[float64]string{0.94: "0,9x", 3.82: "3,8x", 63.2: "63x", 4000: ">999x"} {
		if got := ratioText(e, ratio); got != want {
			t.Errorf("%v is %q, want %q", ratio, got, want)
		}
	}
	for part, want := range map[float64]string{0.001: "▄", 0.5: "█████", 0.54: "█████▄", 1: "██████████", 8: "█████████…"} {
		if got := barOf(e.theme, part, 10); got != want {
			t.Errorf("%v is drawn as %q, want %q", part, got, want)
		}
	}
}

// One way, one step and one change of hands are not said as if they were many.
func TestOneWayIsNotManyWays(t *testing.T) {
	e := &env{lang: model.English, shop: &model.Shop{}, theme: newTheme(NoColour, false)}
	for want, v := range map[string]findings.Involved{
		"a usual case takes 1 step and changes hands 1 time. All cases go one way (entropy 0.0).":                    {Cases: 30, Steps: 1, HandOvers: 1, Ways: 1, ForMost: 1},
		"a usual case takes 2 steps and changes hands 0 times. 3 ways, 1 makes up 80 % of the cases (entropy 0.4).":  {Cases: 30, Steps: 2, Ways: 3, ForMost: 1, Entropy: 0.4},
		"a usual case takes 2.5 steps and changes hands 2 times. 5 ways, 2 make up 80 % of the cases (entropy 1.1).": {Cases: 30, Steps: 2.5, HandOvers: 2, Ways: 5, ForMost: 2, Entropy: 1.1},
	} {
		if got := strings.Join((&bottlenecks{}).usualWay(e, v)[:2], " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Sentences stay whole while they fit beside each other.
func TestSentencesStandTogether(t *testing.T) {
	got := together([]string{"One two.", "Three four.", "A sentence that is longer than the line."}, 20)
	for _, l := range got {
		if width(l) > 20 {
			t.Errorf("%q is too wide", l)
		}
	}
	if got[0] != "One two. Three four." {
		t.Errorf("the first line is %q", got[0])
	}
}

// The answer ends with a whole sentence in every window: what does not fit is
// left out by sentences.
func TestTheAnswerEndsWithAWholeSentence(t *testing.T) {
	left := 0
	for _, lang := range model.Langs() {
		for w := 60; w <= 130; w++ {
			d := sight{"", "hendra", aPile, []string{"f7"}}.look(t, tourForm{lang: lang, w: w, h: 18, colour: NoColour})
			b := d.root.front().screen.(*bottlenecks)
			var whole []string
			for _, s := range b.data.Sentences() {
				whole = append(whole, s.In(lang))
			}
			for most := 1; most < 8; most++ {
				var said []string
				for _, l := range b.said(&d.root.env, most) {
					said = append(said, strings.TrimSpace(plain(l)))
				}
				text, n := strings.Join(said, " "), 1
				for n < len(whole) && text != strings.Join(whole[:n], " ") {
					n++
				}
				if text != strings.Join(whole[:n], " ") {
					t.Fatalf("%s, %d wide, %d lines: it says %q", lang, w, most, text)
				}
				left += len(whole) - n
			}
		}
	}
	if left == 0 {
		t.Error("no sentence was ever left out")
	}
}

// The screen asks as the command line and the export do: whole days of the
// shop, at every hour, and the version too.
func TestTheScreenAsksForWholeDaysAndTheVersion(t *testing.T) {
	jakarta, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, jakarta) }
	e := &env{lang: model.English, shop: &model.Shop{Settings: model.Settings{Zone: "Asia/Jakarta"}}, now: at(30, 2, 46), cal: model.AlwaysOpenIn(jakarta)}
	for _, tt := range []struct {
		name   string
		choice slowChoice
		want   BottleneckQuery
	}{
		{"thirty days", slowChoice{period: periodMonth}, BottleneckQuery{Since: model.LastDays(e.now, jakarta, tables.Usual)}},
		{"from the beginning", slowChoice{}, BottleneckQuery{}},
		{"days of one's own", slowChoice{from: "2026-11-02", to: "2026-11-05"}, BottleneckQuery{Since: at(2, 0, 0), Until: at(6, 0, 0)}},
		{
			"a version", slowChoice{period: periodDay, process: "repair", version: 2},
			BottleneckQuery{Since: at(30, 0, 0), Process: "repair", Version: 2},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.choice.query(e); !got.Since.Equal(tt.want.Since) || !got.Until.Equal(tt.want.Until) || got.Process != tt.want.Process || got.Version != tt.want.Version {
				t.Errorf("asked %+v, want %+v", got, tt.want)
			}
		})
	}
}

// In a narrow window the bar goes, and no figure; what is left out is told
// whole, and so is every problem that has room.
func TestNarrowWindowsKeepTheFigures(t *testing.T) {
	cut := regexp.MustCompile(`[0-9]…`)
	for _, lang := range model.Langs() {
		for _, size := range [][2]int{{60, 18}, {80, 24}} {
			d := sit(t, aBusyMonth(t, lang), "hendra", lang)
			d.resize(size[0], size[1]).press("f7", "o", "right", "end", "enter")
			for range int(lookCount) {
				name := "Online order"
				if lang == model.Indonesian {
					name = "Pesanan online"
				}
				d.sees(name)
				if found := cut.FindString(d.screen()); found != "" {
					t.Errorf("%v %s: %q is cut:\n%s", size, lang, found, d.screen())
				}
				d.press("tab")
			}
		}
	}
	d := sit(t, aBusyMonth(t, model.English), "hendra", "")
	d.press("f7").sees("broken ones were late by more than 10 opening days.", "promise more time", "3 more: Tab shows them.")
	d.resize(60, 18).press("tab", "tab", "tab", "tab", "tab").sees("0 % (0-14)")
}

// The convoluted table begins with what left its way, and says in the row that
// repeats had a reason.
func TestRepeatsWithAReasonAreSaidInTheRow(t *testing.T) {
	d := sit(t, aBusyMonth(t, model.English), "hendra", "")
	// However far down the look before was read, each begins with its worst.
	d.press("f7", "tab", "end", "tab").sees("[Convoluted]", "In brackets: done again because something was sent back.", "(9)")
	first, second, third := strings.Index(d.screen(), "Pack safely"), strings.Index(d.screen(), "Pick the goods"), strings.Index(d.screen(), "Prepare the")
	if first < 0 || first > second || second > third {
		t.Errorf("the worst is not first:\n%s", d.screen())
	}
}

// What can't go together is said so, and the choice stays in view.
func TestAChoiceOfNothingSaysWhatItIs(t *testing.T) {
	d := sit(t, aBusyMonth(t, model.English), "hendra", "")
	d.press("f7", "o").sees("choose a process first", "none, or as").press("right", "tab", "tab", "right", "right", "f9")
	d.sees("No work of Online order is of the kind support: its kind is core.", "Online order", "O shows all work again.")
}

// A wrong day is told at its line, and one goes on typing there.
func TestAfterAWrongDayOneIsAtIt(t *testing.T) {
	d := sit(t, aPile(t, model.English), "hendra", "")
	d.press("f7", "o", "tab", "tab", "tab").text("99/99/2026").press("f9").sees("Write a day such as")
	for range len("99/99/2026") {
		d.press("backspace")
	}
	d.text("23/11/2026").press("f9").sees("Since", "23 Nov 2026", "All processes")
}

// TestReasonsAsFrequentStandBesideEachOther: the table of what was sent back
// calls no reason the most frequent that another is as well.
func TestReasonsAsFrequentStandBesideEachOther(t *testing.T) {
	e := &env{lang: model.English, width: 120, shop: &model.Shop{}, theme: newTheme(NoColour, false)}
	b := &bottlenecks{review: findings.Review{
		Title: func(_, step string) string { return step },
		Errors: []findings.Error{
			{Step: "check", Reasons: []findings.Counted{{Text: "broken", N: 4}, {Text: "wrong", N: 4}, {Text: "late", N: 1}}},
			{Step: "iron", Reasons: []findings.Counted{{Text: "late", N: 2}, {Text: "wrong", N: 1}}}, {Step: "sew"},
		},
	}}
	for i, want := range []string{"4x broken, wrong", "2x late", ""} {
		if got := b.errorTable(e).rows[i].end; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What could help against what piles up stands there however narrow the window is,
// before any lesser problem.
func TestTheProposedEditIsNotLeftOut(t *testing.T) {
	for _, place := range tour() {
		if place.name != "the problems of a month" {
			continue
		}
		for _, form := range tourForms() {
			if form.h != 24 {
				continue
			}
			d := place.look(t, form)
			for _, wide := range []int{80, 72, 66, 60} {
				d.resize(wide, 24)
				words := strings.Join(strings.Fields(d.screen()), " ")
				want := map[model.Lang]string{
					model.English:    "Ask one of the role warehouse to sign in, or add a deputy.",
					model.Indonesian: "Minta satu orang dari peran gudang untuk masuk, atau tambahkan wakil.",
				}[d.root.env.lang]
				if !strings.Contains(words, want) {
					t.Errorf("%d wide: %q is not on\n%s", wide, want, d.screen())
				}
			}
		}
		return
	}
	t.Error("the tour does not go there")
}
