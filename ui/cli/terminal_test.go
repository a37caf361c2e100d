package cli_test

import (
	"strings"
	"testing"
	"time"
)

// spoken are the words of the story in one language, as the templates and the
// screens have them.
type spoken struct {
	lang                                       string
	warehouse, accounts, service               string
	who, wrongPIN, begin, toDo, problem, empty string
	pick, quality, invoice, counted            string
	done, reason, sentBack, cameBack, undone   string
	pilesUp, inHand                            string
}

func languages() []spoken {
	return []spoken{
		{
			lang: "en", warehouse: "warehouse", accounts: "accounts", service: "service",
			who: "Who are you?", wrongPIN: "Wrong PIN. 4 tries left.", begin: "Begin", toDo: `Still to do in "Pick the goods"`,
			problem: "What is the problem?", empty: "Nothing to do right now.", pick: "Pick the goods",
			quality: "Check the goods by hand and eye", invoice: "Prepare the invoice", counted: "Quantities counted",
			done: "Done: ", reason: "damaged", sentBack: "Sent back: Order A-1", cameBack: "Came back: damaged (Budi)", undone: "Undone",
			pilesUp: "Work piles up at Pack safely.", inHand: "in hand",
		},
		{
			lang: "id", warehouse: "gudang", accounts: "akuntansi", service: "layanan",
			who: "Siapa Anda?", wrongPIN: "PIN salah. Sisa 4 kali coba.", begin: "Mulai", toDo: `Yang belum di "Ambil barangnya"`,
			problem: "Apa kendalanya?", empty: "Tidak ada tugas sekarang.", pick: "Ambil barangnya",
			quality: "Periksa barang dengan tangan dan mata", invoice: "Siapkan faktur", counted: "Jumlah sudah dihitung",
			done: "Selesai: ", reason: "rusak", sentBack: "Dikembalikan: Pesanan A-1", cameBack: "Kembali: rusak (Budi)", undone: "Sudah diurungkan",
			pilesUp: "Pekerjaan menumpuk di Kemas dengan aman.", inHand: "dipegang",
		},
	}
}

// inEachLanguage runs a test in English and in Indonesian, side by side.
func inEachLanguage(t *testing.T, f func(t *testing.T, say spoken)) {
	for _, say := range languages() {
		t.Run(say.lang, func(t *testing.T) {
			t.Parallel()
			f(t, say)
		})
	}
}

// furnish opens a shop of four; only Sari has a PIN where one is given.
func furnish(h *house, say spoken, pin string) {
	h.t.Helper()
	h.alur("init", "--shop", "Toko Maju", "--owner", "Hendra", "--lang", say.lang)
	h.alur("person", "add", "Sari", "--role", say.warehouse)
	h.alur("person", "add", "Budi", "--role", say.warehouse)
	h.alur("person", "add", "Dewi", "--role", say.accounts, "--role", say.service)
	if pin != "" {
		h.fed(pin+"\n", "person", "pin", "Sari")
	}
	h.alur("process", "publish", "online-order")
}

// order starts an order paid on delivery.
func order(h *house, number string, more ...string) string {
	h.t.Helper()
	out := h.alur(append([]string{
		"start", "online-order", "--set", "order_no=" + number, "--set", "customer=Bu Rina",
		"--set", "items=lamp", "--set", "total=90000", "--set", "payment=cod",
	}, more...)...)
	return strings.TrimSpace(out)
}

// enters signs a person in who has no PIN, or types it.
func (w *window) enters(say spoken, name, pin string) *window {
	w.house.t.Helper()
	w.sees(say.who, name).writes(name).sees("┌ " + name + " ─")
	if pin != "" {
		w.writes(pin).sees("● ● ● ●")
	}
	return w.press("Enter").lacks(say.who)
}

// TestADayAtATerminal is the day of a shop in a real terminal: Sari picks,
// Budi sends back, Sari picks again, Dewi finds her own task.
func TestADayAtATerminal(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, say spoken) {
		h := newHouse(t)
		furnish(h, say, "2468")
		if id := order(h, "A-1"); id != "online-order-1" {
			t.Fatalf("the order is %q", id)
		}
		w := h.open("alur")

		// A wrong PIN says how many tries are left; the right one opens.
		w.sees(say.who).writes("Sari").sees("┌ Sari ─").writes("1111").sees("● ● ● ●").press("Enter").sees(say.wrongPIN)
		w.writes("2468").sees("● ● ● ●").press("Enter").sees(say.pick, "A-1", say.begin)

		// She can't finish without her ticks.
		w.press("Enter").sees("► [ ] lamp").press("F9").sees(say.toDo)
		pickAgain(w, say)
		w.press("F12")

		// Her colleague's next task is the check; he sends it back.
		w.enters(say, "Budi", "").sees(say.quality, "A-1").press("Enter").sees("► [ ]")
		w.press("F8").sees(say.problem).press("Enter").lacks(say.problem).sees(say.reason)
		w.press("Down").sees("► " + say.reason).press("Enter").sees(say.sentBack)
		w.press("F12").sees(say.who)

		// It stands first with her, before an order with less time left.
		order(h, "A-2", "--promise", "30m")
		w.enters(say, "Sari", "2468").sees(say.pick, "A-1", say.cameBack)
		if first, _, _ := strings.Cut(h.alur("next", "--as", "Sari"), "\n"); !strings.HasPrefix(first, "online-order-1/pick ") {
			t.Errorf("first in the queue stands %q", first)
		}
		w.press("Enter").sees("► [ ] lamp")
		pickAgain(w, say)
		w.press("C-z").sees(say.undone, "A-1", "[x] "+say.counted)
		w.press("F9").sees(say.done + say.pick)
		w.press("F12")

		// Dewi finds what is hers, the more urgent order first, and closes alur.
		w.enters(say, "Dewi", "").sees(say.invoice, "A-2")
		w.press("C-q").sees(ended)

		h.sound()
		recorded(h, map[string]int{
			"sari sign_in.failed": 1, "sari signed_in": 2, "budi signed_in": 1, "dewi signed_in": 1,
			"budi quality task.completed fail " + say.reason: 1, "sari pick task.completed done": 3, "sari pick undone": 1,
			"budi quality task.completed pass": 0, "dewi invoice task.completed done": 0,
		})
	})
}

// pickAgain ticks both lines of the order that is begun, and finishes it.
func pickAgain(w *window, say spoken) {
	w.house.t.Helper()
	w.press("Space").sees("[x] lamp").press("Down").sees("► [ ] " + say.counted)
	w.press("Space").sees("[x] " + say.counted).press("F9").sees(say.done + say.pick)
}

// recorded compares the record with what was done at the screens.
func recorded(h *house, want map[string]int) {
	h.t.Helper()
	got := h.acts()
	for act, n := range want {
		if got[act] != n {
			h.t.Errorf("the record has %q %d times, not %d", act, got[act], n)
		}
	}
}

// TestTheDemoNamesItsBottleneck looks at the demo as its owner.
func TestTheDemoNamesItsBottleneck(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, say spoken) {
		h := newHouse(t)
		h.env = append(h.env, "ALUR_TEST_CLOCK=1")
		w := h.open("alur demo --now 2026-11-23T14:30:00+07:00 --lang " + say.lang)
		w.sees("DEMO", "F10").press("F12")
		w.enters(say, "Hendra", "").press("F7").sees(say.pilesUp)
		if first := firstSentence(w.seen); !strings.Contains(first, say.pilesUp) {
			t.Errorf("the first sentence is %q", first)
		}
		w.press("C-q").sees(ended)
	})
}

// firstSentence is the first line of a page: under the header, its rule, and
// what is said to who is here for the first time.
func firstSentence(screen string) string {
	_, body, _ := strings.Cut(screen, "──\n")
	for _, line := range strings.Split(body, "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "·") {
			return line
		}
	}
	return ""
}

// TestTwoWindowsAndTheCommandLine has two people at two windows of one shop,
// and the command line beside them: each sees what the others do.
func TestTwoWindowsAndTheCommandLine(t *testing.T) {
	t.Parallel()
	say := languages()[0]
	h := newHouse(t)
	furnish(h, say, "")
	sari, budi := h.open("alur"), h.open("alur")
	sari.enters(say, "Sari", "").sees(say.empty)
	budi.enters(say, "Budi", "").sees(say.empty)

	soon := func(what string, w *window, see func()) {
		t.Helper()
		began := time.Now()
		see()
		t.Logf("%s: seen after %d ms", what, time.Since(began).Milliseconds())
	}
	order(h, "A-1")
	soon("an order started at the command line", sari, func() { sari.sees(say.pick, "A-1") })
	soon("the same, at the other window", budi, func() { budi.sees(say.pick, "A-1") })

	sari.press("Enter").sees("► [ ] lamp")
	soon("a task begun at one window", budi, func() { budi.sees(say.empty) })
	if queue := h.alur("next", "--as", "Sari"); !strings.Contains(queue, say.inHand) {
		t.Errorf("the command line does not see that Sari has it: %s", queue)
	}
	pickAgain(sari, say)
	soon("a task finished at one window", budi, func() { budi.sees(say.quality, "A-1") })

	h.alur("done", "online-order-1/quality", "--as", "Budi", "--tick", "all")
	// What follows in the same role is offered to the same person first.
	soon("a task finished at the command line", budi, func() { budi.sees("Pack safely", "A-1") })
	budi.press("C-q").sees(ended)
	sari.press("C-q").sees(ended)
	h.sound()
	recorded(h, map[string]int{"sari pick task.completed done": 1, "budi quality task.completed pass": 1, "sari pick task.begun": 1})
}
