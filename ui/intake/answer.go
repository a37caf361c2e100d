package intake

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"alur/model"
	"alur/store"
)

// answer is what a sender is told.
type answer struct {
	status int
	// retry is in how many seconds to try again; 0 for not at all.
	retry int
	body  told
}

// told is the JSON of an answer.
type told struct {
	Case string `json:"case,omitempty"`
	Step string `json:"step,omitempty"`
	// Kept is true where news came before its step or its case.
	Kept bool `json:"kept,omitempty"`
	// Error says in words what to mend, Faults by field.
	Error  string      `json:"error,omitempty"`
	Faults []toldFault `json:"faults,omitempty"`
	// Delivery is its number in the list of the owner, who can mend it.
	Delivery int `json:"delivery,omitempty"`
}

// toldFault is what is wrong with one field.
type toldFault struct {
	Field string `json:"field"`
	Path  string `json:"path"`
	Why   string `json:"why"`
}

// ServeHTTP takes one delivery.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	lang := model.English
	if shop, err := s.Store.Shop(r.Context()); err == nil && shop.Lang != "" {
		lang = shop.Lang
	}
	a := s.take(w, r, lang)
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	if a.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(a.retry))
	}
	if a.status == http.StatusMethodNotAllowed {
		h.Set("Allow", http.MethodPost)
	}
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body) // Who has gone hears nothing.
}

// no refuses with a status and a sentence.
func no(status int, l model.Lang, say model.Say, args ...any) answer {
	return answer{status: status, body: told{Error: say.In(l, args...)}}
}

// take proves and does one delivery.
func (s *server) take(w http.ResponseWriter, r *http.Request, l model.Lang) answer {
	place, ok := strings.CutPrefix(r.URL.Path, "/in/")
	if !ok {
		return no(http.StatusNotFound, l, model.Say{EN: "Send to /in/PROCESS.", ID: "Kirim ke /in/PROSES."})
	}
	if r.Method != http.MethodPost {
		return no(http.StatusMethodNotAllowed, l, model.Say{EN: "Send with POST.", ID: "Kirim dengan POST."})
	}
	host := hostOf(r.RemoteAddr)
	if !isSigned(r.Header) {
		if a, ok := s.room(strangerAt(host), 1, l); !ok {
			return a
		}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.mostBody))
	if err != nil {
		return s.unread(r.Context(), err, place, host, l)
	}
	process, step, err := s.place(r.Context(), place)
	switch noProcess := errors.Is(err, errNoProcess); {
	case err != nil && !noProcess:
		return s.later(err, l)
	case noProcess || isPing(body):
		return s.unproven(r, noProcess, place, l)
	}
	if a, ok := s.proven(r, process, body, l); !ok {
		return a
	}
	if a, ok := s.room(host, 1, l); !ok {
		return a
	}
	sent := Sent{
		Station: model.Webhook, From: host, Process: process, Step: step, Key: r.URL.Query().Get("key"), ID: idOf(r.Header), Body: body,
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" && !strings.HasSuffix(kind, "+json") {
		say := model.Say{EN: "Send JSON, with the header Content-Type: application/json.", ID: "Kirim JSON, dengan header Content-Type: application/json."}
		return s.keep(r.Context(), sent, model.Reason{Say: say}, no(http.StatusUnsupportedMediaType, l, say), l)
	}
	return s.do(r.Context(), sent, l)
}

// room takes from what a sender may still send; false where that is too much.
func (s *server) room(sender string, cost float64, l model.Lang) (answer, bool) {
	wait := s.spend(sender, cost)
	if wait == 0 {
		return answer{}, true
	}
	again := model.Say{EN: "Too many at once. Try again in %d seconds.", ID: "Terlalu banyak sekaligus. Coba lagi dalam %d detik."}
	if wait == 1 {
		again.EN = "Too many at once. Try again in %d second."
	}
	a := no(http.StatusTooManyRequests, l, again, wait)
	a.retry = wait
	return a, false
}

// unproven answers what is answered whoever sent it.
func (s *server) unproven(r *http.Request, noProcess bool, place string, l model.Lang) answer {
	if isSigned(r.Header) { // Nothing was taken for it yet, and nobody knows whether that fits.
		if a, ok := s.room(strangerAt(hostOf(r.RemoteAddr)), 1, l); !ok {
			return a
		}
	}
	if noProcess {
		s.astray(r.Context(), place, hostOf(r.RemoteAddr))
		return no(http.StatusNotFound, l, model.Say{EN: "No process and no event is called %q here.", ID: "Tidak ada proses atau kejadian bernama %q di sini."}, model.CleanText(place))
	}
	return answer{status: http.StatusOK}
}

// unread answers where the body did not come whole.
func (s *server) unread(ctx context.Context, err error, place, host string, l model.Lang) answer {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		s.tooLong(ctx, place, host)
		return no(http.StatusRequestEntityTooLarge, l, model.Say{EN: "The body is longer than %d bytes.", ID: "Isinya lebih dari %d byte."}, large.Limit)
	}
	return no(http.StatusBadRequest, l, model.Say{EN: "The body did not come whole.", ID: "Isinya tidak sampai utuh."})
}

// proven checks the signature.
func (s *server) proven(r *http.Request, process string, body []byte, l model.Lang) (answer, bool) {
	secret, err := s.Store.Secret(r.Context(), process)
	if err != nil {
		return s.later(err, l), false
	}
	if signed(r.Header, secret, body) {
		return answer{}, true
	}
	host := hostOf(r.RemoteAddr)
	if a, ok := s.room(strangerAt(host), s.wrongCost, l); !ok {
		return a, false
	}
	s.unsigned(r.Context(), process, host)
	say := model.Say{
		EN: "The signature does not fit the body and the secret of %s.",
		ID: "Tanda tangannya tidak cocok dengan isi dan rahasia %s.",
	}
	switch {
	case secret == "":
		say = model.Say{EN: "%s has no secret yet. The owner makes one: alur secret show %[1]s", ID: "%s belum punya rahasia. Pemilik membuatnya: alur secret show %[1]s"}
	case !isSigned(r.Header):
		say = model.Say{
			EN: "Nothing signs this for %s: X-WC-Webhook-Signature, X-Shopify-Hmac-SHA256, or X-Alur-Signature: sha256=HEX.",
			ID: "Tidak ada tanda tangan untuk %s: X-WC-Webhook-Signature, X-Shopify-Hmac-SHA256, atau X-Alur-Signature: sha256=HEX.",
		}
	}
	return no(http.StatusUnauthorized, l, say, process), false
}

// later answers where the shop can't take anything now.
func (s *server) later(err error, l model.Lang) answer {
	s.tell(model.Say{EN: "a delivery was not taken: %s", ID: "sebuah kiriman tidak diterima: %s"}, model.CleanText(err.Error()))
	a := no(http.StatusServiceUnavailable, l, model.Say{EN: "It could not be taken now. Send it again later.", ID: "Sekarang belum bisa diterima. Kirim lagi nanti."})
	a.retry = 30
	return a
}

// do does what was sent, or keeps it for the owner to mend.
func (s *server) do(ctx context.Context, sent Sent, l model.Lang) answer {
	ctx, cancel := context.WithTimeout(ctx, s.doTime)
	defer cancel()
	done, err := Do(ctx, s.Store, sent)
	var faults model.IntakeFaults
	switch why := model.Refused(err); {
	case err == nil:
		return s.taken(sent, done)
	case errors.As(err, &faults):
		a := answer{status: http.StatusBadRequest, body: told{Error: faults.In(l)}}
		for _, f := range faults {
			a.body.Faults = append(a.body.Faults, toldFault{f.Field, f.Path, f.Why.In(l)})
		}
		return s.keep(ctx, sent, faults, a, l)
	case why != nil:
		a := answer{status: http.StatusBadRequest, body: told{Error: why.In(l)}}
		if slices.Contains([]model.Code{"retired", "not_in_force", "case_closed"}, why.Code) {
			a.status = http.StatusConflict
		}
		return s.keep(ctx, sent, why, a, l)
	}
	return s.later(err, l)
}

// taken answers where it was done.
func (s *server) taken(sent Sent, done Done) answer {
	a := answer{status: http.StatusOK, body: told{Case: done.Case, Step: sent.Step, Kept: done.Kept, Delivery: done.Number}}
	switch {
	case done.Kept:
		a.status = http.StatusAccepted
	case sent.Step == "" && !done.Existing:
		a.status = http.StatusCreated
	}
	if !done.Existing {
		s.tell(model.Say{EN: "%s from %s", ID: "%s dari %s"}, first(done.Case, sent.Process+"/"+sent.Step), sent.From)
	}
	return a
}

// keep keeps what does not fit in the list of the owner.
func (s *server) keep(ctx context.Context, sent Sent, why model.Sayable, a answer, l model.Lang) answer {
	d, err := s.Store.KeepDelivery(ctx, store.Delivery{
		Process: sent.Process, Step: sent.Step, Key: sent.Key, From: sent.From, Station: sent.Station, Why: store.InAllLanguages(why), Body: sent.Body,
	})
	if err != nil {
		return s.later(err, l)
	}
	a.body.Delivery = d.Number
	s.tell(model.Say{EN: "%s: delivery %d from %s was refused: alur deliveries show %[2]d", ID: "%s: kiriman %d dari %s ditolak: alur deliveries show %[2]d"}, sent.Process, d.Number, sent.From)
	return a
}

// place finds what a path means: PROCESS, PROCESS/STEP, the event that starts a
// process, or a step that waits in one process only.
func (s *server) place(ctx context.Context, path string) (process, step string, err error) {
	shop, err := s.Store.Shop(ctx)
	if err != nil {
		return "", "", err
	}
	process, step, two := strings.Cut(strings.TrimSuffix(path, "/"), "/")
	if shop.Processes[process] != nil {
		if p, err := processOf(ctx, s.Store, process); err != nil || step != "" && !waits(p, step) {
			return "", "", errors.Join(err, errNoProcess)
		}
		return process, step, nil
	}
	if two {
		return "", "", errNoProcess
	}
	var steps []string
	for _, id := range slices.Sorted(maps.Keys(shop.Processes)) {
		p, err := processOf(ctx, s.Store, id)
		if errors.Is(err, errNoProcess) {
			continue
		}
		if err != nil {
			return "", "", err
		}
		if p.Start.On == process && !shop.Processes[id].Retired {
			return id, "", nil
		}
		if waits(p, process) {
			steps = append(steps, id)
		}
	}
	if len(steps) != 1 {
		return "", "", errNoProcess
	}
	return steps[0], process, nil
}

func waits(p *model.Process, step string) bool {
	return slices.ContainsFunc(p.Steps, func(s model.Step) bool { return s.ID == step && s.Kind == model.Wait })
}
