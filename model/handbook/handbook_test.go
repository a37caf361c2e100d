package handbook_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"alur/model"
	"alur/model/handbook"
	"alur/model/procfile"
	"alur/model/templates"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestTheHandbookOfAWebShop: what a new colleague is given to read.
func TestTheHandbookOfAWebShop(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		var flows []*model.Flow
		for _, id := range []string{"online-order", "office-supplies"} {
			tpl, _ := templates.Get(id, lang)
			_, f, faults := procfile.Read(tpl.File, tpl.Source)
			if f == nil {
				t.Fatal(faults)
			}
			flows = append(flows, f)
		}
		got := handbook.Markdown("Toko Maju", everywhere(flows...), lang)
		golden := "testdata/handbook." + string(lang) + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs; run the test with -update and read it", golden)
		}
	}
}

// TestEveryStepIsInTheHandbook: of every ready-made process, in both
// languages, with its standard and its ticks.
func TestEveryStepIsInTheHandbook(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		for _, tpl := range templates.All(lang) {
			_, f, _ := procfile.Read(tpl.File, tpl.Source)
			got := handbook.Markdown("Toko Maju", everywhere(f), lang)
			for _, s := range f.Process.Steps {
				if !strings.Contains(got, " "+s.Text+"\n\n- **") {
					t.Errorf("%s: the step %q is missing", tpl.File, s.Text)
				}
				if s.Role != "" && !strings.Contains(got, "- "+s.Text+" (") {
					t.Errorf("%s: the step %q is nobody's", tpl.File, s.Text)
				}
			}
		}
	}
}

func TestWhatPeopleWroteIsNoMarkup(t *testing.T) {
	f, faults := model.Compile(model.Process{Name: "# *Loud*", Role: "shop", Steps: []model.Step{{Text: "<b>Shout</b> `now`"}}})
	if f == nil {
		t.Fatal(faults)
	}
	if got := handbook.Markdown("T", everywhere(f), model.English); strings.Contains(got, "<b>") || strings.Contains(got, "## # ") {
		t.Errorf("got %s", got)
	}
}

// everywhere are versions in force in the whole shop.
func everywhere(flows ...*model.Flow) []handbook.Entry {
	var entries []handbook.Entry
	for _, f := range flows {
		entries = append(entries, handbook.Entry{Flow: f})
	}
	return entries
}

// Whatever a step and a process say is told: when work begins by itself, by
// which hours, for whom, by whom, and what may not be skipped. What late: names
// is not told: alur does not do it.
func TestTheHandbookTellsEverything(t *testing.T) {
	const file = `process: Stock count
role: warehouse
hours: mon-fri 07:00-19:00
start: {every: week, on: fri, at: "15:00", ask: {shelves: list?}}
steps:
  - {id: count, do: Count the shelf, each: shelves, skip: never, due: 2h, outcomes: {right: next, wrong: next}}
  - {id: sum, do: Add it up, due: 2h, outcomes: {right: next, wrong: next}, late: take wrong}
  - {id: note, do: Note the sum, same_as: sum}
  - {id: back, run: return-of-goods}
  - {id: tell, do: Tell the owner, due: next workday 10:00}
`
	for lang, want := range map[model.Lang][]string{
		model.English:    {"mon-fri 07:00-19:00; sat-sun closed", "**Due:** next day 10:00", "**To be begun:** every week on Friday at 15:00", "for each of: shelves", "**Skipped:** never", "**By the same person as:** Add it up", "run: Return of goods", "**Only in:** Bandung", "**In force:** tried by 20 of 100 new cases"},
		model.Indonesian: {"sen-jum 07:00-19:00; sab-min tutup", "**Batas:** besok 10:00", "**Waktunya dimulai:** setiap minggu Jumat pukul 15:00", "untuk setiap: ", "**Dilewati:** tidak pernah", "**Oleh orang yang sama dengan:** Add it up", "jalankan: Retur barang", "**Hanya di:** Bandung", "**Berlaku:** dicoba 20 dari 100 kasus"},
	} {
		p, _, faults := procfile.Read("count.yaml", []byte(file))
		f, _ := model.Compile(p)
		if f == nil {
			t.Fatalf("%v", faults)
		}
		tmpl, _ := templates.Get("return-of-goods", lang)
		_, back, _ := procfile.Read(tmpl.File, tmpl.Source)
		got := handbook.Markdown("Toko Maju", append([]handbook.Entry{{Flow: f, Where: []string{"Bandung"}, Share: 20}}, everywhere(back)...), lang)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: the handbook lacks %q:\n%s", lang, w, got[:min(len(got), 3000)])
			}
		}
		for _, w := range []string{"Once overdue", "Bila lewat batas"} {
			if strings.Contains(got, w) {
				t.Errorf("%s: the handbook says what alur does not do: %q", lang, w)
			}
		}
	}
}

// Of two branches that lead to one step either is enough, and the picture says
// so.
func TestTwoBranchesToOneStepAreEither(t *testing.T) {
	const file = `process: Cake
role: kitchen
start: {ask: {total: money, pay: cod | prepaid}}
steps:
  - {id: size, choose: {total >= 1000000: approve, 'pay == "cod"': approve, else: bake}}
  - {id: approve, do: Approve}
  - {id: bake, do: Bake, after: [size, approve]}
`
	p, _, faults := procfile.Read("cake.yaml", []byte(file))
	f, _ := model.Compile(p)
	if f == nil {
		t.Fatalf("%v", faults)
	}
	for lang, want := range map[model.Lang]string{
		model.English:    "total is 1,000,000 or more, or pay is COD ↓",
		model.Indonesian: ", atau ",
	} {
		if got := handbook.Markdown("Toko Maju", []handbook.Entry{{Flow: f}}, lang); !strings.Contains(got, want) {
			t.Errorf("%s: the handbook lacks %q:\n%s", lang, want, got)
		}
	}
}
