"use strict";
// Everything the page shows stands in it already; this only narrows, orders and opens it.
(function () {
  var root = document.documentElement;
  var each = function (list, what) { Array.prototype.forEach.call(list, what); };
  var packed = document.getElementById("packed");
  root.classList.add("live");

  // A file from a mail may not keep anything: then the choice holds until it is closed.
  var kept = {
    get: function (name) { try { return localStorage.getItem("baton-" + name); } catch (_) { return null; } },
    set: function (name, value) { try { localStorage.setItem("baton-" + name, value); } catch (_) { return; } }
  };

  function current() { return document.querySelector(".sheet:not([hidden])"); }
  function say(text) {
    var place = current().querySelector(".status");
    place.textContent = text;
    setTimeout(function () { place.textContent = ""; }, 2500);
  }

  // Language. The one that does not show is unpacked when it is first asked for.
  function read(element) {
    var letters = atob(element.textContent.trim());
    var bytes = Uint8Array.from(letters, function (letter) { return letter.charCodeAt(0); });
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  }
  var unpacking = null;
  function unpack() {
    if (unpacking) { return unpacking; }
    unpacking = read(packed).then(function (text) {
      var holder = document.createElement("template");
      holder.innerHTML = text;
      var sheet = holder.content.firstElementChild;
      sheet.hidden = true;
      document.body.insertBefore(sheet, packed);
      enliven(sheet);
    });
    return unpacking;
  }
  function turn(id) {
    each(document.querySelectorAll(".sheet"), function (sheet) { sheet.hidden = sheet.id !== id; });
    var shown = current();
    root.lang = shown.lang;
    document.title = shown.querySelector("h1").textContent.replace(/\s+/g, " ").trim();
    each(document.querySelectorAll("[data-language]"), function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.language === id));
    });
    paint(kept.get("theme"));
  }
  function speak(id) {
    if (document.getElementById(id)) { turn(id); return Promise.resolve(); }
    if (packed.dataset.of !== id) { return Promise.resolve(); }
    return unpack().then(function () { turn(id); });
  }

  // Colours.
  function paint(theme) {
    if (theme === "light" || theme === "dark") { root.dataset.theme = theme; } else { delete root.dataset.theme; }
    each(document.querySelectorAll("[data-theme-choice]"), function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === (root.dataset.theme || "auto")));
    });
  }
  // Findings.
  var PAGE = 200;
  var COLUMNS = ["level", "finding", "object", "rule", "owner"];
  var WEIGHT = { error: 0, warning: 1, note: 2 };
  var tables = new Map();
  function findings(sheet) {
    var form = sheet.querySelector(".filters");
    if (!form) { return; }
    var body = sheet.querySelector(".findings-table tbody");
    var all = Array.prototype.slice.call(body.rows).map(function (row) {
      return { row: row, text: null, at: Number(row.dataset.at) };
    });
    var state = { shown: PAGE, order: all.slice() };
    var more = sheet.querySelector(".pager");
    var none = sheet.querySelector(".none-left");
    var count = form.querySelector(".count");
    var words = function (item) {
      if (item.text === null) { item.text = item.row.textContent.toLowerCase(); }
      return item.text;
    };
    function fits(item, wanted, text) {
      for (var name in wanted) {
        if (item.row.dataset[name] !== wanted[name]) { return false; }
      }
      return text.every(function (word) { return words(item).indexOf(word) >= 0; });
    }
    function apply() {
      var wanted = {};
      each(form.querySelectorAll("select"), function (select) {
        if (select.value !== "") { wanted[select.name] = select.value; }
      });
      var text = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      var found = 0;
      state.order.forEach(function (item) {
        var is = fits(item, wanted, text);
        if (is) { found += 1; }
        item.row.hidden = !is || found > state.shown;
      });
      more.hidden = !(found > state.shown);
      none.hidden = found > 0;
      count.textContent = count.dataset.of.replace("{n}", found).replace("{all}", all.length);
    }
    function key(item, name) {
      var own = item.row.dataset;
      if (name === "level") { return own.verdict === "undetermined" ? 3 : WEIGHT[own.level]; }
      return item.row.cells[COLUMNS.indexOf(name)].textContent.trim();
    }
    each(sheet.querySelectorAll("th[data-sort]"), function (head) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        each(head.parentNode.cells, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var name = head.dataset.sort;
        var keys = new Map(all.map(function (item) { return [item, name === "finding" ? item.row.querySelector("summary").textContent : key(item, name)]; }));
        var compare = new Intl.Collator(sheet.lang).compare;
        state.order = all.slice().sort(function (a, b) {
          var x = keys.get(a), y = keys.get(b);
          var first = typeof x === "number" ? x - y : compare(x, y);
          return (down ? -first : first) || a.at - b.at;
        });
        var ordered = document.createDocumentFragment();
        state.order.forEach(function (item) { ordered.appendChild(item.row); });
        body.appendChild(ordered);
        apply();
      });
    });
    var waiting = 0;
    form.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(function () { state.shown = PAGE; apply(); }, 120);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { state.shown = PAGE; apply(); }, 0); });
    more.addEventListener("click", function (event) {
      if (event.target.dataset.all !== undefined) { state.shown = Infinity; }
      if (event.target.dataset.more !== undefined) { state.shown += PAGE; }
      apply();
    });
    apply();
    tables.set(sheet, {
      body: body,
      show: function (row) {
        if (row.hidden) { form.reset(); state.shown = Infinity; apply(); }
      },
      all: function () { all.forEach(function (item) { item.row.hidden = false; }); },
      apply: apply
    });
  }

  // Of a large report what is folded is put in when it is unfolded.
  var reading = new Map();
  function pieces(sheet) {
    var kept = sheet.querySelector(".pieces");
    if (!kept) { return Promise.resolve([]); }
    if (!reading.has(sheet)) { reading.set(sheet, read(kept).then(function (text) { return text.split("\u001f"); })); }
    return reading.get(sheet);
  }
  function fill(fold) {
    var number = fold.dataset.piece;
    if (number === undefined) { return Promise.resolve(); }
    delete fold.dataset.piece;
    return pieces(fold.closest(".sheet")).then(function (all) { fold.insertAdjacentHTML("beforeend", all[Number(number)]); });
  }
  document.addEventListener("toggle", function (event) {
    if (event.target.open) { fill(event.target); }
  }, true);
  function dig(id) {
    var found = document.getElementById(id);
    if (found) { return Promise.resolve(found); }
    return pieces(current()).then(function (all) {
      var number = all.findIndex(function (piece) { return piece.indexOf('id="' + id + '"') >= 0; });
      var fold = number < 0 ? null : current().querySelector('[data-piece="' + number + '"]');
      return fold ? fill(fold).then(function () { return document.getElementById(id); }) : null;
    });
  }

  // What a link leads to is opened, in its language, whatever is folded or filtered away.
  function reveal() {
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (_) { id = location.hash.slice(1); }
    var language = id.split("-")[0];
    if (language !== "en" && language !== "zh") { return Promise.resolve(); }
    return speak(language).then(function () { return dig(id); }).then(function (target) {
      if (!target) { return; }
      for (var at = target; at; at = at.parentElement) {
        if (at.tagName === "DETAILS") { at.open = true; }
      }
      var table = tables.get(current());
      if (table && target.tagName === "TR" && table.body.contains(target)) {
        table.show(target);
        target.querySelector("details").open = true;
      }
      target.scrollIntoView();
    });
  }
  addEventListener("hashchange", reveal);

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.copy");
    if (!link) { return; }
    event.preventDefault();
    var address = location.href.split("#")[0] + link.getAttribute("href");
    var done = function () { say(link.dataset.copy); };
    var byHand = function () {
      var field = document.createElement("textarea");
      field.value = address;
      document.body.appendChild(field);
      field.select();
      var copied = document.execCommand("copy");
      field.remove();
      if (copied) { done(); } else { location.hash = link.getAttribute("href"); }
    };
    if (navigator.clipboard) { navigator.clipboard.writeText(address).then(done, byHand); } else { byHand(); }
  });

  // A row and what stands for it in a picture light up together.
  function light(id, on) {
    each(current().querySelectorAll("[data-handoff]"), function (one) {
      if (one.dataset.handoff === id) { one.classList.toggle("lit", on); }
    });
    each(current().querySelectorAll("svg [data-id]"), function (one) {
      if (one.dataset.id === id) { one.classList.toggle("lit", on); }
    });
  }
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var from = event.target.closest ? event.target.closest("[data-handoff], svg [data-id]") : null;
      if (from) { light(from.dataset.handoff || from.dataset.id, kind === "mouseover" || kind === "focusin"); }
    });
  });

  // Print shows everything that is open to nobody's click.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(current().querySelectorAll("details:not([open]):not([data-piece])"));
    opened.forEach(function (one) { one.open = true; });
    tables.forEach(function (table) { table.all(); });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
    opened = [];
    tables.forEach(function (table) { table.apply(); });
  });

  // Where one is, in the contents.
  var seen = "IntersectionObserver" in window ? new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      each(entry.target.closest(".sheet").querySelectorAll(".contents a"), function (link) {
        if (link.getAttribute("href") === "#" + entry.target.id) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
      });
    });
  }, { rootMargin: "-10% 0px -80% 0px" }) : null;

  // Brings a language to life, once.
  function enliven(sheet) {
    each(sheet.querySelectorAll("[data-language]"), function (button) {
      var to = button.dataset.language;
      if (!("DecompressionStream" in window) && to !== sheet.id && packed.dataset.of === to) { button.hidden = true; }
      button.addEventListener("click", function () {
        var from = location.hash.slice(1);
        kept.set("language", to);
        speak(to).then(function () {
          current().querySelector('[data-language="' + to + '"]').focus({ preventScroll: true });
          // The same thing in the other language, where one was looked at.
          if (from.indexOf("-") > 0) {
            history.replaceState(null, "", "#" + to + from.slice(from.indexOf("-")));
            reveal();
          }
        });
      });
    });
    each(sheet.querySelectorAll("[data-theme-choice]"), function (button) {
      button.addEventListener("click", function () { kept.set("theme", button.dataset.themeChoice); paint(button.dataset.themeChoice); });
    });
    each(sheet.querySelectorAll("[data-print]"), function (button) { button.addEventListener("click", function () { print(); }); });
    findings(sheet);
    if (seen) { each(sheet.querySelectorAll("section.part"), function (part) { seen.observe(part); }); }
  }

  enliven(document.querySelector(".sheet"));
  paint(kept.get("theme"));
  var wanted = /^#(en|zh)-/.test(location.hash) ? null : kept.get("language");
  (wanted ? speak(wanted) : Promise.resolve()).then(reveal);
})();
