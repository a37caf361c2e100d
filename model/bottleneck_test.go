package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// jakarta is a moment of the shop's wall clock: day 23 is a Monday.
func jakarta(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, time.FixedZone("WIB", 7*3600)).UTC()
}

// packers is a shop in which two people can pack, and one is signed in.
func packers() *Shop {
	return &Shop{
		Settings: Settings{Zone: "Asia/Jakarta", Hours: DefaultHours()},
		People: map[string]*Person{
			"hendra": {ID: "hendra", Name: "Hendra", Owner: true, SignedIn: jakarta(27, 8, 0)},
			"sari":   {ID: "sari", Name: "Sari", Roles: []string{"warehouse"}, SignedIn: jakarta(27, 8, 1)},
			"budi":   {ID: "budi", Name: "Budi", Roles: []string{"warehouse"}, SignedIn: jakarta(26, 8, 1)},
			"ani":    {ID: "ani", Name: "Ani", Roles: []string{"warehouse"}, Gone: true, SignedIn: jakarta(27, 8, 1)},
			"pajak":  {ID: "pajak", Name: "Pajak", Roles: []string{"warehouse"}, Auditor: true},
		},
		Processes: map[string]*ProcessHead{"online-order": {ID: "online-order", Name: "Online order", Kind: Core}},
	}
}

func openTask(n int, step string, state TaskState, ready time.Time) OpenTask {
	return OpenTask{
		TaskRef: ref(CaseID("online-order", n), step), Process: "online-order", Version: 1, Number: n,
		Title: "Do " + step, Role: "warehouse", State: state, Ready: ready,
	}
}

func finished(n int, step string, ready, begun time.Time) Attempt {
	return Attempt{
		TaskRef: ref(CaseID("online-order", n), step), Process: "online-order", Version: 1, Title: "Do " + step,
		Kind: Do, Role: "warehouse", State: Done, Ready: ready, Begun: begun, Ended: begun.Add(5 * time.Minute),
	}
}

// aWeekOf are n finished tasks of a step that each waited so many minutes, at
// ten a day from Monday on.
func aWeekOf(n int, step string, minutes int) []Attempt {
	var past []Attempt
	for i := range n {
		ready := jakarta(23+i/10%4, 9, 0).Add(time.Duration(i%10) * 30 * time.Minute)
		past = append(past, finished(100+i, step, ready, ready.Add(time.Duration(minutes)*time.Minute)))
	}
	return past
}

// piledUp is what the bottlenecks are asked about, its finished work as a list.
type piledUp struct {
	BottleneckInput
	Past []Attempt
}

func (m piledUp) bottlenecks() Bottlenecks {
	m.BottleneckInput.Past = slices.Values(m.Past)
	return FindBottlenecks(m.BottleneckInput)
}

func friday() piledUp {
	return piledUp{BottleneckInput: BottleneckInput{Now: jakarta(27, 14, 32), Since: jakarta(23, 0, 0), Shop: packers()}}
}

func sentences(b Bottlenecks, l Lang) string {
	var all []string
	for _, r := range b.Sentences() {
		all = append(all, r.In(l))
	}
	return strings.Join(all, " ")
}

func TestBottleneckSentencesTellWhereWorkWaits(t *testing.T) {
	pack := aWeekOf(40, "pack", 20)
	pile := []OpenTask{
		openTask(1, "pack", Ready, jakarta(27, 12, 22)), openTask(2, "pack", Taken, jakarta(27, 12, 50)),
		openTask(3, "pack", Ready, jakarta(27, 13, 10)), openTask(4, "pack", Ready, jakarta(27, 13, 16)),
		openTask(5, "pack", Ready, jakarta(27, 13, 40)), openTask(6, "pack", Ready, jakarta(27, 14, 0)),
		openTask(7, "pack", Ready, jakarta(27, 14, 20)), openTask(8, "pick", Ready, jakarta(27, 14, 30)),
	}
	late := aWeekOf(6, "pack", 20)
	for i := range late {
		late[i].Begun = time.Time{}
	}
	lonely := packers()
	lonely.People = map[string]*Person{"hendra": lonely.People["hendra"]}
	for _, c := range []struct {
		name   string
		in     func(*piledUp)
		en, id string
	}{
		{"a pile", func(in *piledUp) { in.Open, in.Past = pile, pack },
			"Work piles up at Do pack. 7 cases wait there, the oldest for 2 h 10 min. Usually it is 20 min. 2 people can do it. 1 is signed in now. Ask one more of the role warehouse to sign in, or add a deputy. More than usual have been waiting there since 12:50.",
			"Pekerjaan menumpuk di Do pack. 7 kasus menunggu di sana, yang terlama 2 j 10 mnt. Biasanya 20 mnt. 2 orang bisa mengerjakannya. 1 sedang masuk. Minta satu orang lagi dari peran warehouse untuk masuk, atau tambahkan wakil. Yang menunggu di sana lebih banyak dari biasanya sejak 12:50."},
		{"nothing at all", func(*piledUp) {},
			"There is no work yet: nothing waits, and nothing was finished in this time.",
			"Belum ada pekerjaan: tidak ada yang menunggu, dan tidak ada yang selesai dalam masa ini."},
		{"nothing waits", func(in *piledUp) {
			in.Past = pack
			in.Open = []OpenTask{openTask(1, "pack", Parked, jakarta(27, 9, 0)), openTask(2, "deliver", Waiting, jakarta(26, 9, 0))}
		},
			"Nothing waits for anybody now. Most of the waiting of this time was at Do pack. Usually it is 20 min. 0 in work, 1 parked, 1 waiting for news from outside.",
			"Tidak ada yang menunggu siapa pun sekarang. Dalam masa ini paling lama menunggu di Do pack. Biasanya 20 mnt. 0 dikerjakan, 1 ditunda, 1 menunggu kabar dari luar."},
		{"nothing unusual", func(in *piledUp) { in.Past, in.Open = pack, pile[6:7] },
			"Nothing piles up. Look first at Do pack. 1 case waits there, for 12 min. Usually it is 20 min. 2 people can do it. 1 is signed in now.",
			"Tidak ada yang menumpuk. Lihat dulu Do pack. 1 kasus menunggu di sana, selama 12 mnt. Biasanya 20 mnt. 2 orang bisa mengerjakannya. 1 sedang masuk."},
		{"too few cases", func(in *piledUp) { in.Past, in.Open = pack[:4], pile },
			"Look first at Do pack. 7 cases wait there, the oldest for 2 h 10 min. What is usual there is not known yet: too few cases: 4. 2 people can do it. 1 is signed in now.",
			"Lihat dulu Do pack. 7 kasus menunggu di sana, yang terlama 2 j 10 mnt. Yang biasa di sana belum diketahui: kasus terlalu sedikit: 4. 2 orang bisa mengerjakannya. 1 sedang masuk."},
		{"entered late", func(in *piledUp) { in.Past, in.Open, in.Shop = late, pile, lonely },
			"Look first at Do pack. 7 cases wait there, the oldest for 2 h 10 min. What is usual there is not known: 6 were entered late, without a begin. Only the owner can do it: no one holds the role warehouse. 1 is signed in now. Give the role warehouse to somebody.",
			"Lihat dulu Do pack. 7 kasus menunggu di sana, yang terlama 2 j 10 mnt. Yang biasa di sana tidak diketahui: 6 dicatat belakangan, tanpa waktu mulai. Hanya pemilik yang bisa mengerjakannya: peran warehouse tidak dipegang siapa pun. 1 sedang masuk. Beri peran warehouse kepada seseorang."},
		{"a step that was never finished holds all the waiting", func(in *piledUp) {
			in.Past = pack
			in.Open = append([]OpenTask{}, pile...)
			for n := range 12 {
				in.Open = append(in.Open, openTask(20+n, "invoice", Ready, jakarta(24, 9, n)))
			}
		},
			"Work piles up at Do invoice. 12 cases wait there, the oldest for 4 opening days. Its process sets no due time; it has waited longer than 9 h. 2 people can do it. 1 is signed in now. Ask one more of the role warehouse to sign in, or add a deputy. More than usual have been waiting there since Tue 09:09.",
			""},
		{"an old pile", func(in *piledUp) {
			in.Past = pack
			in.Open = []OpenTask{openTask(1, "pack", Ready, jakarta(24, 9, 0)), openTask(2, "pack", Ready, jakarta(25, 9, 0))}
		},
			"Work piles up at Do pack. 2 cases wait there, the oldest for 4 opening days. Usually it is 20 min. 2 people can do it. 1 is signed in now. Ask one more of the role warehouse to sign in, or add a deputy. More than usual have been waiting there since Wed 09:00.",
			""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := friday()
			c.in(&in)
			b := in.bottlenecks()
			if got := sentences(b, English); got != c.en {
				t.Errorf("\n%s, want\n%s", got, c.en)
			}
			if got := sentences(b, Indonesian); got != c.id && c.id != "" {
				t.Errorf("\n%s, want\n%s", got, c.id)
			}
		})
	}
}

func TestTheFiguresOfAStep(t *testing.T) {
	in := friday()
	in.Past = append(aWeekOf(40, "pack", 20), aWeekOf(3, "pick", 10)...)
	skipped := finished(90, "pack", jakarta(24, 9, 0), time.Time{})
	skipped.State = Skipped
	late := finished(91, "pack", jakarta(24, 9, 0), time.Time{})
	late.Ended = jakarta(24, 9, 5)
	auto := finished(92, "recorded", jakarta(24, 9, 0), jakarta(24, 9, 0))
	auto.Kind = Auto
	before := finished(93, "pack", jakarta(20, 9, 0), jakarta(20, 16, 0))
	passed := finished(94, "cash", jakarta(24, 9, 0), time.Time{})
	passed.State = Skipped
	in.Past = append(in.Past, skipped, late, auto, before, passed)
	doing := openTask(4, "pack", Doing, jakarta(27, 13, 0))
	doing.Begun = jakarta(27, 13, 30)
	aside := openTask(5, "pack", Taken, jakarta(27, 13, 0))
	aside.Begun = jakarta(27, 13, 20)
	in.Open = []OpenTask{
		openTask(1, "pack", Ready, jakarta(27, 13, 32)), openTask(2, "pack", Taken, jakarta(27, 14, 2)),
		openTask(3, "pack", Parked, jakarta(27, 9, 0)), doing, aside,
	}
	b := in.bottlenecks()
	if len(b.Steps) != 2 {
		t.Fatalf("%d steps, not pack and pick: %+v", len(b.Steps), b.Steps)
	}
	s := b.Steps[0]
	if s.Waiting != 2 || s.Parked != 1 || s.Working != 2 || s.Unknown != 1 {
		t.Errorf("waiting %d, parked %d, working %d, unknown %d", s.Waiting, s.Parked, s.Working, s.Unknown)
	}
	if want := (Median{Time: 20 * time.Minute, N: 40, Known: true}); s.Usual != want {
		t.Errorf("usual %+v", s.Usual)
	}
	if want := (Median{Time: 45 * time.Minute, N: 2, Known: true}); s.SoFar != want || s.Ratio != 2.25 {
		t.Errorf("so far %+v, ratio %v", s.SoFar, s.Ratio)
	}
	if want := (Waited{Task: ref("online-order-1", "pack"), Since: jakarta(27, 13, 32), Time: time.Hour}); s.Oldest != want {
		t.Errorf("oldest %+v", s.Oldest)
	}
	if want := 40*20*time.Minute + (60+30+30+20)*time.Minute; s.Waited.Seconds() != want.Seconds() || s.Excess.Seconds() != (50*time.Minute).Seconds() {
		t.Errorf("waited %v, want %v; excess %v", s.Waited, want, s.Excess)
	}
	if pick := b.Steps[1]; pick.Usual.Known || pick.Usual.N != 3 || pick.Waited.Seconds() != (30*time.Minute).Seconds() {
		t.Errorf("pick: %+v", pick)
	}
	if sum := b.Steps[0].Share + b.Steps[1].Share; sum < 0.999999 || sum > 1.000001 {
		t.Errorf("the shares add up to %v", sum)
	}
}

func TestTheLineOfToday(t *testing.T) {
	in := friday()
	for i, hour := range []int{7, 8, 10, 12, 12, 13, 13} {
		in.Open = append(in.Open, openTask(i+1, "pack", Ready, jakarta(27, hour, 5)))
	}
	s := in.bottlenecks().Steps[0]
	var got []string
	for _, h := range s.Hours {
		got = append(got, fmt.Sprintf("%s=%d", h.From.In(time.FixedZone("WIB", 7*3600)).Format("15"), h.Waiting))
	}
	if want := "08=2 09=2 10=3 11=3 12=5 13=7 14=7"; strings.Join(got, " ") != want {
		t.Errorf("the hours are %v, want %s", got, want)
	}
	if !s.Rising {
		t.Error("six came and nobody left: the line rises")
	}
	in.Past = aWeekOf(0, "pack", 0)
	for i := range 9 {
		in.Past = append(in.Past, finished(50+i, "pack", jakarta(27, 8, 10), jakarta(27, 8+i/2, 30)))
	}
	if s := in.bottlenecks().Steps[0]; s.Rising {
		t.Error("fifteen came and nine were begun: that may be chance")
	}
	in.Now = jakarta(29, 12, 0) // A Sunday.
	if s := in.bottlenecks().Steps[0]; len(s.Hours) != 0 || s.Rising {
		t.Errorf("there are hours on a day without opening: %+v", s.Hours)
	}
}

func TestBottlenecksAreNarrowedDown(t *testing.T) {
	in := friday()
	in.Shop.Processes["open-shop"] = &ProcessHead{ID: "open-shop", Name: "Open the shop", Kind: Support}
	other := openTask(1, "till", Ready, jakarta(27, 9, 0))
	other.Process, other.Division = "open-shop", "north"
	in.Open = []OpenTask{openTask(1, "pack", Ready, jakarta(27, 9, 0)), other}
	for _, c := range []struct {
		process  string
		kind     Kind
		division string
		want     string
	}{
		{"", "", "", "pack till"}, {"online-order", "", "", "pack"}, {"", Support, "", "till"},
		{"", "", "north", "till"}, {"", Management, "", ""}, {"online-order", Support, "", ""},
	} {
		in.Process, in.Kind, in.Division = c.process, c.kind, c.division
		var got []string
		for _, s := range in.bottlenecks().Steps {
			got = append(got, s.Step)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v gives %v", c, got)
		}
	}
}

// drawRows draws open and finished tasks of a few steps over a few days.
func drawRows(rt *rapid.T) (open []OpenTask, past []Attempt) {
	step := rapid.SampledFrom([]string{"pick", "pack", "collect", "deliver"})
	minute := rapid.IntRange(-3*24*60, 0)
	for i := range rapid.IntRange(0, 25).Draw(rt, "open") {
		state := rapid.SampledFrom([]TaskState{Ready, Taken, Doing, Parked, Waiting}).Draw(rt, "state")
		row := openTask(i+1, step.Draw(rt, "step"), state, jakarta(27, 14, minute.Draw(rt, "ready")))
		row.Version = rapid.IntRange(1, 2).Draw(rt, "version")
		if state == Doing || rapid.Bool().Draw(rt, "begun") {
			row.Begun = row.Ready.Add(time.Duration(rapid.IntRange(-5, 90).Draw(rt, "wait")) * time.Minute)
		}
		open = append(open, row)
	}
	for i := range rapid.IntRange(0, 40).Draw(rt, "past") {
		ready := jakarta(27, 8, minute.Draw(rt, "ready"))
		row := finished(100+i, step.Draw(rt, "step"), ready, ready.Add(time.Duration(rapid.IntRange(0, 90).Draw(rt, "wait"))*time.Minute))
		if rapid.IntRange(0, 4).Draw(rt, "late?") == 0 {
			row.Begun = time.Time{}
		}
		row.State = rapid.SampledFrom([]TaskState{Done, Done, Done, SentBack, Skipped, Withdrawn}).Draw(rt, "end")
		past = append(past, row)
	}
	return open, past
}

func TestBottlenecksDoNotDependOnTheOrderOfRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := friday()
		in.Open, in.Past = drawRows(rt)
		first := in.bottlenecks()
		in.Open = rapid.Permutation(in.Open).Draw(rt, "open mixed")
		in.Past = rapid.Permutation(in.Past).Draw(rt, "past mixed")
		again := in.bottlenecks()
		if !reflect.DeepEqual(first.Steps, again.Steps) {
			rt.Fatalf("the figures depend on the order:\n%+v\n%+v", first.Steps, again.Steps)
		}
		holdFigures(rt, in, first)
	})
}

// holdFigures holds that nothing is counted twice or lost.
func holdFigures(rt *rapid.T, in piledUp, b Bottlenecks) {
	open, finished, ended := 0, 0, 0
	var share float64
	for i, s := range b.Steps {
		open += s.Waiting + s.Working + s.Parked + s.Outside
		finished += s.Usual.N + s.Unknown
		share += s.Share
		if i > 0 && worse(b.Steps[i-1], s) >= 0 {
			rt.Fatalf("%s stands before %s and is not worse", b.Steps[i-1].Step, s.Step)
		}
		if s.SoFar.N != s.Waiting || (s.Oldest.Task == TaskRef{}) != (s.Waiting == 0) {
			rt.Fatalf("%d wait, and so far knows %d, oldest %v", s.Waiting, s.SoFar.N, s.Oldest)
		}
		if n := len(s.Hours); n > 0 && s.Hours[n-1].Waiting != s.Waiting {
			rt.Fatalf("%d wait, and the newest hour says %d", s.Waiting, s.Hours[n-1].Waiting)
		}
		if s.Usual.Known && s.Usual.N < enoughToSay || !s.Usual.Known && s.Usual.Time != 0 {
			rt.Fatalf("a usual figure of %d cases: %+v", s.Usual.N, s.Usual)
		}
		if !s.PilingSince.IsZero() && (s.Waiting < 2 || s.PilingSince.Before(b.Since)) {
			rt.Fatalf("%d pile up since %v", s.Waiting, s.PilingSince)
		}
	}
	for _, p := range in.Past {
		if (p.State == Done || p.State == SentBack) && !p.Ended.Before(in.Since) && !p.Ended.After(in.Now) {
			ended++
		}
	}
	if open != len(in.Open) || finished != ended {
		rt.Fatalf("%d of %d open and %d of %d finished tasks are counted", open, len(in.Open), finished, ended)
	}
	if share > 1.000001 || share < 0.999999 && share != 0 {
		rt.Fatalf("the shares add up to %v", share)
	}
	for _, l := range Langs() {
		if text := sentences(b, l); text == "" || strings.Contains(text, "%!") {
			rt.Fatalf("the sentences are broken: %s", text)
		}
	}
}
